import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { database } from '@/server/db/client'
import { indexLines } from '@/server/services/maps/index-lines'
import { confirmOrganization } from '@/server/services/organizations/confirm-organization'
import { makeCredential } from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, operatorContext } from '@/server/testing/organizations-factory'
import { makeRelease, makeSubject, publishCohort } from '@/server/testing/published-factory'
import { hideCohort } from './hide-cohort'
import { listHidden } from './list-hidden'
import { beatProcess, noteRefreshed } from './page-refresh'

const occupationId = 'soc2018:51-4041'
const release = { no: 1, at: new Date('2026-01-01T00:00:00Z') }

/** Lets time pass for what is stored: rows become older than they are. */
async function pass(seconds: number): Promise<void> {
  const ago = `make_interval(secs => ${seconds})`
  await owner(
    `UPDATE hidden_group SET hidden_at = hidden_at - ${ago}, lines_at = lines_at - ${ago}, dropped_at = dropped_at - ${ago}`,
  )
  await owner(`UPDATE map_line_due SET marked_at = marked_at - ${ago}`)
  await owner(`UPDATE map_line_state SET looked_at = looked_at - ${ago}`)
  await owner(
    `UPDATE server_process SET beat_at = beat_at - ${ago}, refreshed_at = refreshed_at - ${ago}`,
  )
}

async function owner(statement: string): Promise<void> {
  await (await database()).withOwner(({ query }) => query(statement))
}

/** A beat, and the refresh it asks for. */
async function beat(id: string): Promise<boolean> {
  const now = await beatProcess(id)
  if (now.due) await noteRefreshed(id, now)
  return now.due
}

const confirmed = (organizationId: string) => ({
  ...{ organizationId, county: 'Lorain County, Ohio', industry: '332' },
  note: 'Known to us.',
})

const newest = async () => (await listHidden(await operatorContext()))[0]

describeOnBothEngines('keeping cached pages fresh', () => {
  let subjectId = ''

  beforeEach(async () => {
    await owner('DELETE FROM server_process')
    if (subjectId !== '') return
    const provider = await makeOrganization({ kind: 'provider' })
    const credential = await makeCredential({
      organizationId: provider.id,
      occupationId,
      name: 'Certificate',
      teaches: [],
    })
    subjectId = await makeSubject(occupationId, credential.id)
    await makeRelease(release)
  })

  const hide = async () => {
    const counts = [0, 1, 2, 2]
    const { id: cohortId } = await publishCohort({ subjectId, scale: 'value', counts, release })
    const operator = await operatorContext()
    await hideCohort(operator, { subjectId, cohortId, reason: 'Four of these are one office.' })
  }
  const hideAndIndex = async () => {
    await hide()
    await indexLines(new Date())
  }

  test('every process drops its pages once after another release became public', async () => {
    const [a, b] = [randomUUID(), randomUUID()]
    expect([await beat(a), await beat(b)]).toEqual([false, false])
    await makeRelease({ no: 2, at: release.at, publicAt: new Date('2999-01-01T00:00:00Z') })
    expect(await beat(a)).toBe(false)
    await owner('UPDATE release SET public_at = now() WHERE no = 2')
    expect([await beat(a), await beat(b)]).toEqual([true, true])
    expect([await beat(a), await beat(b)]).toEqual([false, false])
  })

  test('a process that failed to drop its pages is asked again', async () => {
    const id = randomUUID()
    await beat(id)
    await makeRelease({ no: 3, at: release.at })
    expect((await beatProcess(id)).due).toBe(true)
    expect(await beat(id)).toBe(true)
    expect(await beat(id)).toBe(false)
  })

  test('after a group was hidden pages are dropped until none can still be made of it', async () => {
    const id = randomUUID()
    await beat(id)
    await hideAndIndex()
    expect([await beat(id), await beat(id)]).toEqual([true, true])
    expect(await newest()).toMatchObject({ goneSince: null, refreshed: 0, servers: 1 })
    await pass(31)
    expect(await beat(id)).toBe(true)
    expect(await beat(id)).toBe(false)
    expect(await newest()).toMatchObject({ goneSince: null, refreshed: 1, servers: 1 })
    await pass(301)
    expect((await newest())?.goneSince).toEqual(expect.any(Date))
  })

  test('pages are dropped as long as a line has not been computed without it', async () => {
    const id = randomUUID()
    await hide()
    for (const seconds of [31, 31, 31]) {
      await pass(seconds)
      expect(await beat(id)).toBe(true)
    }
    expect(await newest()).toMatchObject({ goneSince: null, refreshed: 0 })
    await indexLines(new Date())
    expect(await beat(id)).toBe(true)
    await pass(31)
    expect([await beat(id), await beat(id)]).toEqual([true, false])
    expect(await newest()).toMatchObject({ refreshed: 1 })
  })

  test('it is gone only when every process has dropped its pages, or been silent for as long as a page lives', async () => {
    const [a, b] = [randomUUID(), randomUUID()]
    await beat(a)
    await beat(b)
    await hideAndIndex()
    await pass(31)
    await beat(a)
    await beat(a)
    await pass(260)
    await beat(a)
    expect(await newest()).toMatchObject({ goneSince: null, refreshed: 1, servers: 2 })
    await pass(10)
    await beat(a)
    expect(await newest()).toMatchObject({ goneSince: null, refreshed: 1, servers: 1 })
    await pass(301)
    expect((await newest())?.goneSince).toEqual(expect.any(Date))
  })

  test('what an older release’s averages held of it is dropped with it', async () => {
    await owner(
      `INSERT INTO release_reference VALUES (1, 'value', '00000000-0000-0000-0000-000000000000', '{0,1,2,2}')`,
    )
    await hide()
    const { rows } = await (await database()).withOwner(({ query }) =>
      query('SELECT release_no FROM release_reference WHERE release_no < 3'),
    )
    expect(rows).toEqual([])
  })

  test('pages that say a provider is not confirmed are dropped once somebody has confirmed it, and none for an employer', async () => {
    const id = randomUUID()
    const operator = await operatorContext()
    await owner('DELETE FROM hidden_group')
    expect(await beat(id)).toBe(false)
    const place = { countyId: 'us-39093', industryId: 'naics2017:332' }
    const employer = await makeOrganization({ kind: 'employer', domain: 'pages.example', ...place })
    await confirmOrganization(operator, confirmed(employer.id))
    expect(await beat(id)).toBe(false)
    const provider = await makeOrganization({ kind: 'provider' })
    await confirmOrganization(operator, confirmed(provider.id))
    expect([await beat(id), await beat(id)]).toEqual([true, true])
    await owner("UPDATE server_process SET refreshed_at = now() + interval '31 seconds'")
    expect(await beat(id)).toBe(false)
  })
})
