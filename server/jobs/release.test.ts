import { expect, test } from 'vitest'
import { listReleases } from '@/server/services/releases/read-releases'
import { listOfferedWords } from '@/server/services/requirements/list-offered-words'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  endCycle,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
} from '@/server/testing/ledger-factory'
import { offerAndLetThrough } from '@/server/testing/offered-words-factory'
import { orgContext } from '@/server/testing/organizations-factory'
import { runReleaseJob } from './release'

const morning = new Date('2026-03-02T06:00:00Z')

describeOnBothEngines('the release job', () => {
  test('runs once a night, also after a cycle has closed', async () => {
    expect(await runReleaseJob(morning)).toMatchObject({ versions: 0 })
    expect(await runReleaseJob(new Date('2026-03-02T23:59:00Z'))).toBeNull()
    const noon = new Date('2026-03-03T12:00:00Z')
    expect(await runReleaseJob(noon)).not.toBeNull()

    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'open', noon)
    for (let index = 0; index < 5; index++) {
      const employerId = await makeEmployer()
      await sendRating({ subject, employerId, at: morning, cycleId, fit: '3' })
    }
    expect(await runReleaseJob(noon)).toBeNull()
    await endCycle(subject, cycleId, 'closed', noon)
    expect(await runReleaseJob(noon)).toBeNull()
    const night = new Date('2026-03-04T00:00:30Z')
    expect(await runReleaseJob(night)).toMatchObject({ versions: 1 })
    expect(await runReleaseJob(night)).toBeNull()
  })

  test('that is told to stop leaves the night to whoever asks next, as of the same moment', async () => {
    const night = new Date('2026-03-05T12:00:00Z')
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', night)
    for (const fit of '01234') {
      await sendRating({ subject, employerId: await makeEmployer(), at: morning, cycleId, fit })
    }
    expect(await runReleaseJob(night, AbortSignal.abort())).toBeNull()
    const later = new Date('2026-03-05T18:00:00Z')
    expect(await runReleaseJob(later)).toMatchObject({ versions: 1 })
    expect(await listReleases({ limit: 1 })).toMatchObject([{ finishedAt: night }])
    expect(await runReleaseJob(later)).toBeNull()
  })

  test('shows what five employers offered, and nothing between two nights', async () => {
    const editor = await orgContext({ kind: 'provider', role: 'editor', verification: 'V2' })
    const [evening, night] = [new Date('2026-03-06T12:00:00Z'), new Date('2026-03-07T00:00:30Z')]
    expect(await runReleaseJob(evening)).not.toBeNull()
    for (const each of ['a', 'b', 'c', 'd', 'e']) {
      await offerAndLetThrough('soc2018:51-4041', `Line ${each}`)
    }
    expect(await runReleaseJob(evening)).toBeNull()
    expect(await listOfferedWords(editor)).toEqual([])
    expect(await runReleaseJob(night)).not.toBeNull()
    expect(await listOfferedWords(editor)).toHaveLength(5)
  })
})
