import { expect, test } from 'vitest'
import { systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
} from '@/server/testing/ledger-factory'
import { operatorContext } from '@/server/testing/organizations-factory'
import { readReleaseProgress } from './release-progress'
import { runRelease } from './run-release'

const closing = new Date('2026-05-04T12:00:00Z')

describeOnBothEngines('a release under way', () => {
  test('says how far it is while it is stopped, and nothing once it is finished', async () => {
    const operator = await operatorContext(closing)
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', closing)
    for (const level of '01234') {
      const employerId = await makeEmployer()
      await sendRating({ subject, employerId, at: closing, cycleId, fit: level })
    }
    expect(await readReleaseProgress(operator)).toBeNull()
    const run = (stop: boolean) =>
      runRelease(systemContext('command', 'test', closing), {
        trigger: 'command',
        progress: ({ step }) => {
          if (stop && step === 'finish') throw new Error('stopped')
        },
      })
    await expect(run(true)).rejects.toThrow('stopped')
    expect(await readReleaseProgress(operator)).toEqual({ no: 1, subjects: 1, waiting: 0 })
    const subjectOfAnother = await makeAskedSubject({ competencies: 1 })
    const employerId = await makeEmployer()
    await sendRating({
      subject: subjectOfAnother,
      employerId,
      at: new Date(closing.getTime() + 60_000),
      fit: '1',
    })
    const later = await operatorContext(new Date(closing.getTime() + 3_600_000))
    expect(await readReleaseProgress(later)).toEqual({ no: 1, subjects: 1, waiting: 0 })
    await run(false)
    expect(await readReleaseProgress(operator)).toBeNull()
  })
})
