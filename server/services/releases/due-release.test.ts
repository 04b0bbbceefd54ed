import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { asPublisher } from '@/server/db/tenancy'
import { enqueue } from '@/server/services/outbox'
import { describeOnBothEngines } from '@/server/testing/databases'
import { isReleaseDue } from './due-release'

const at = (hour: number, day = 1) => new Date(Date.UTC(2026, 3, day, hour))

describeOnBothEngines('a release', () => {
  test('is due once a night, not because an answer came or went or a cycle closed', async () => {
    expect(await isReleaseDue(at(1))).toBe(true)
    expect(await isReleaseDue(at(2))).toBe(false)
    await asPublisher((tx) =>
      enqueue(tx, {
        subjectId: randomUUID(),
        kind: 'subject.touched',
        payload: { cycleId: randomUUID() },
        availableAt: at(0),
      }),
    )
    expect(await isReleaseDue(at(23))).toBe(false)
    expect(await isReleaseDue(at(0, 2))).toBe(true)
  })
})
