import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { asPublisher } from '@/server/db/tenancy'
import { enqueue } from '@/server/services/outbox'
import { describeOnBothEngines } from '@/server/testing/databases'
import { dueRelease } from './due-release'

const at = (hour: number, day = 1) => new Date(Date.UTC(2026, 3, day, hour))

function touch(payload: Record<string, string>) {
  return asPublisher((tx) =>
    enqueue(tx, {
      subjectId: randomUUID(),
      kind: 'subject.touched',
      payload,
      availableAt: at(0),
    }),
  )
}

describeOnBothEngines('a release', () => {
  test('is due once a day and after a cycle closes, not because one answer came or went', async () => {
    expect(await dueRelease(at(1))).toBe('nightly')
    expect(await dueRelease(at(2))).toBeNull()
    await touch({})
    expect(await dueRelease(at(3))).toBeNull()
    await touch({ cycleId: randomUUID() })
    expect(await dueRelease(at(4))).toBe('cycle')
  })
})
