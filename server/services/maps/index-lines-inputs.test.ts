import { beforeAll, expect, test } from 'vitest'
import { database } from '@/server/db/client'
import type { OrgContext } from '@/server/services/context'
import {
  makeCredential,
  makeFramework,
  type TestFramework,
} from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeCycle } from '@/server/testing/ledger-factory'
import { linesAfter, storedLines } from '@/server/testing/map-lines'
import { orgContext } from '@/server/testing/organizations-factory'
import { makeRelease, makeSubject, publishCohort } from '@/server/testing/published-factory'
import { indexLines } from './index-lines'
import { listOwnMaps } from './list-maps'

const machinist = 'soc2018:51-4041'
const now = new Date('2026-11-21T12:00:00Z')
const release = { no: 1, at: new Date('2026-11-01T00:00:00Z') }
const embargoed = {
  no: 2,
  at: new Date('2026-11-20T00:00:00Z'),
  publicAt: new Date('2026-12-20T00:00:00Z'),
}

async function owner(statement: string): Promise<void> {
  await (await database()).withOwner(({ query }) => query(statement))
}

describeOnBothEngines('lines of maps, further', () => {
  let provider: OrgContext
  let frameworks: TestFramework[]
  let fit: string
  let demand: string

  const after = (change: () => Promise<unknown>) => linesAfter(() => now, change)

  beforeAll(async () => {
    provider = { ...(await orgContext({ kind: 'provider', verification: 'V2' })), now }
    const organizationId = provider.organization.id
    const other = (await orgContext({ kind: 'provider' })).organization.id
    frameworks = [
      await makeFramework({ organizationId: other, labels: ['Faults', 'Drawings'] }),
      await makeFramework({ organizationId: other, labels: ['Safety'] }),
    ]
    const credential = await makeCredential({ organizationId, occupationId: machinist })
    fit = await makeSubject(machinist, credential.id)
    demand = await makeSubject(machinist, null)
    await makeRelease(release)
    await makeRelease(embargoed)
    for (const { id } of frameworks.flatMap((framework) => framework.competencies)) {
      const about = { competencyId: id, release }
      await publishCohort({ subjectId: fit, scale: 'fit', counts: [3, 7, 3, 1, 0], ...about })
    }
    await publishCohort({
      ...{ subjectId: demand, scale: 'importance', counts: [0, 0, 2, 12] },
      ...{ competencyId: frameworks[0]?.competencies[0]?.id ?? '', release: embargoed },
    })
  })

  test('follow whom a confirmed provider asked, which it reads of before everybody', async () => {
    const subject = {
      ...{ organizationId: provider.organization.id, occupationId: machinist },
      ...{ importanceSubjectId: demand },
    }
    let cycleId = ''
    const changed = await after(async () => {
      cycleId = await makeCycle(subject, 'open', new Date('2027-01-01'))
    })
    expect(changed).toEqual([expect.stringMatching(/ provider$/)])
    expect((await listOwnMaps(provider))[0]?.words.act).toBe(1)
    await after(() => owner(`UPDATE rating_cycle SET state = 'cancelled' WHERE id = '${cycleId}'`))
    await after(() => owner(`UPDATE rating_cycle SET state = 'closed' WHERE id = '${cycleId}'`))
    await after(() => owner(`DELETE FROM rating_cycle WHERE id = '${cycleId}'`))
  })

  test('read a credential that their provider has just changed at once, before any job has run', async () => {
    await indexLines(now)
    const { id } = await makeCredential({
      ...{ organizationId: provider.organization.id, occupationId: machinist, state: 'draft' },
    })
    const lines = await listOwnMaps(provider)
    expect(lines.map((line) => line.credential.slug)).toContain(`credential-${id.slice(0, 8)}`)
  })

  test('follow a framework that goes, with what was said of it', async () => {
    await after(() => owner(`DELETE FROM framework WHERE id = '${frameworks[1]?.id}'`))
  })

  test('follow published rows that go', async () => {
    await after(() => owner(`DELETE FROM cohort_version WHERE subject_id = '${fit}'`))
    expect((await storedLines()).map((line) => line.n)).toEqual([0, 0, 0])
  })
})
