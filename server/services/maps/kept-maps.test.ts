import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { database, type OwnerConnection } from '@/server/db/client'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import { decideAlignment } from '@/server/services/alignments/decide-alignment'
import { type Context, type OrgContext, systemContext } from '@/server/services/context'
import { hideCohort } from '@/server/services/releases/hide-cohort'
import { makeCredential, makeFramework } from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makePublishedMap, type PublishedMap, SECOND } from '@/server/testing/map-factory'
import { operatorContext, orgContext } from '@/server/testing/organizations-factory'
import { makeSubject, publishCohort } from '@/server/testing/published-factory'
import { forgetMapChanges } from './forget-map-changes'
import { bytesOfMaps } from './kept-maps'
import { readMap, readOwnMap, readOwnMaps } from './read-map'
import { readOwnWorkedExample } from './read-worked-example'

const now = new Date('2026-11-21T12:00:00Z')
const afterPublicDay = new Date('2026-12-21T00:00:00Z')
const HOUR = 3_600_000
const machinist = 'soc2018:51-4041'

const ask = (statement: string) => asOwner(({ query }) => query(statement))
const asOwner = async <T>(work: (owner: OwnerConnection) => Promise<T>) =>
  (await database()).withOwner(work)
const textOf = async (statement: string) =>
  String(Object.values((await ask(statement)).rows[0] ?? {})[0])

describeOnBothEngines('what is kept of maps', (engine) => {
  let published: PublishedMap
  let owner: OrgContext
  let faults = ''
  let unasked = ''
  let jump = 0

  const filterOf = (over: Partial<MapFilter> = {}): MapFilter => ({
    ...{ credential: published.slug, occupation: published.occupation },
    ...{ region: 'all', sector: 'all' },
    ...over,
  })
  const everybody = (at: Date): Context => systemContext('command', 'test', at)
  const read = (at = now) => readMap(everybody(at), filterOf())
  const readOwn = (at = now) => readOwnMap({ ...owner, now: at }, filterOf())

  /** Whatever is told of maps, to everybody and to their owner; a refusal is an answer too. */
  async function answers(at = now): Promise<unknown[]> {
    const ctx = everybody(at)
    const own = { ...owner, now: at }
    const example = { ...filterOf(), competency: faults }
    return [
      await told(readMap(ctx, filterOf())),
      await told(readMap(ctx, filterOf({ region: 'us-wi', sector: '31-33' }))),
      await told(readMap(ctx, filterOf({ credential: unasked }))),
      await told(readOwnMap(own, filterOf())),
      await told(readOwnWorkedExample(own, example)),
    ]
  }

  const told = (answer: Promise<unknown>) => answer.catch((error: { code: string }) => error.code)

  /** The same, with nothing taken from what is kept. */
  async function anew(at = now): Promise<unknown[]> {
    const clock = Date.now.bind(Date)
    jump += HOUR
    vi.spyOn(Date, 'now').mockImplementation(() => clock() + jump)
    return answers(at).finally(() => vi.restoreAllMocks())
  }

  /** A change and what takes it back are told; with what notes them away, they are not. */
  async function tellsApart(table: string, change: string, back: string): Promise<void> {
    const before = await answers()
    await ask(`ALTER TABLE ${table} DISABLE TRIGGER map_change`)
    await ask(change)
    expect(await answers()).toEqual(before)
    const changed = await anew()
    expect(changed).not.toEqual(before)
    await ask(`ALTER TABLE ${table} ENABLE TRIGGER map_change`)
    await ask(back)
    expect(await answers()).toEqual(before)
  }

  beforeAll(async () => {
    published = await makePublishedMap()
    owner = await orgContext({ organization: published.provider, role: 'viewer' })
    faults = published.idOf('Faults')
    const partnership = await orgContext({ kind: 'partnership', verification: 'V2' })
    const publisher = await orgContext({ kind: 'provider', verification: 'V2' })
    const organizationId = publisher.organization.id
    const { competencies } = await makeFramework({ organizationId, labels: ['Idle machines'] })
    const idle = competencies[0]?.id ?? ''
    const credential = await textOf(`SELECT id FROM credential WHERE slug = '${published.slug}'`)
    const fit = await makeSubject(machinist, credential)
    await ask(`INSERT INTO region (id, kind, name, slug, organization_id) VALUES ('set-valley', 'set', 'Valley', 'valley', '${organizationId}');
      INSERT INTO region_county VALUES ('set-valley', 'us-55117', '${organizationId}')`)
    const scope = { subjectId: fit, release: SECOND, scale: 'fit' as const }
    const inValley = { regionId: 'set-valley', sector: '31-33' }
    await publishCohort({ ...scope, ...inValley, competencyId: faults, counts: [0, 0, 1, 2, 3] })
    await publishCohort({
      ...scope,
      competencyId: published.idOf('Unasked'),
      counts: [3, 2, 1, 0, 0],
    })
    await publishCohort({
      ...{ subjectId: await makeSubject(machinist, null), release: SECOND },
      ...{ scale: 'importance', competencyId: idle, counts: [0, 1, 2, 3] },
    })
    await decideAlignment(partnership, {
      fromId: published.idOf('Unasked'),
      decisions: [{ toId: idle, verdict: 'accept', kind: 'exact' }],
    })
    const other = { organizationId: published.provider.id, occupationId: machinist }
    const { id } = await makeCredential({ ...other, teaches: [faults] })
    unasked = await textOf(`SELECT slug FROM credential WHERE id = '${id}'`)
  })

  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('is the answer itself, which nobody can change', async () => {
    const first = await read()
    expect(await read()).toBe(first)
    expect(await readOwn()).toBe(await readOwn())
    expect(() => first.rows.reverse()).toThrow(TypeError)
    expect(() => Object.assign(first.credential, { name: 'Another' })).toThrow(TypeError)
    expect(await bytesOfMaps()).toBeGreaterThan(JSON.stringify(first).length)
  })

  it('is given beside those that have to be made, each in its place', async () => {
    const [first, second] = [filterOf({ sector: '62' }), filterOf({ credential: unasked })]
    const kept = await readOwnMap({ ...owner, now }, first)
    const both = await readOwnMaps({ ...owner, now }, [first, second])
    expect(both[0]).toBe(kept)
    expect(both[1]?.credential.slug).toBe(unasked)
  })

  it('has everything in it that these tests change', async () => {
    const map = await readMap(everybody(now), filterOf({ region: 'us-wi', sector: '31-33' }))
    const row = map.rows.find(({ key }) => key === published.idOf('Unasked'))
    expect(row?.joined?.competency.label).toBe('Idle machines')
    expect(map.rows.find(({ key }) => key === faults)?.fit?.employers).toBe(18)
  })

  it.each([
    ['credential', 'archived', `state = 'archived'`, `state = 'published'`],
    ['credential', 'a sample', 'sample = true', 'sample = false'],
    ['credential_version', 'renamed', `name = name || '!'`, `name = rtrim(name, '!')`],
    ['organization', 'renamed', `name = name || '!'`, `name = rtrim(name, '!')`],
    ['organization', 'moved', `slug = slug || '-2'`, `slug = left(slug, -2)`],
    ['organization', 'without standing', `verification = 'V0'`, `verification = 'V2'`],
    ['occupation', 'renamed', `title = title || '!'`, `title = rtrim(title, '!')`],
    ['framework', 'renamed', `name = name || '!'`, `name = rtrim(name, '!')`],
    ['framework', 'unpublished', `state = 'draft'`, `state = 'published'`],
    ['competency_version', 'reworded', `label = label || '!'`, `label = rtrim(label, '!')`],
    [
      ...['competency', 'in its next wording'],
      `current_version_id = (SELECT id FROM competency_version WHERE label = 'Idle machines')`,
      'current_version_id = (SELECT id FROM competency_version WHERE competency_id = competency.id)',
    ],
    [
      'alignment',
      'rejected',
      `state = 'rejected', kind = NULL`,
      `state = 'accepted', kind = 'exact'`,
    ],
    ['region', 'renamed', `name = name || '!'`, `name = rtrim(name, '!')`],
    [
      'subject',
      'of another job',
      `occupation_id = 'soc2018:51-9161'`,
      `occupation_id = '${machinist}'`,
    ],
    [
      'release',
      'of another method',
      `method_version = '9' || method_version`,
      'method_version = substr(method_version, 2)',
    ],
    [
      'release',
      'public earlier',
      `public_at = public_at - interval '1 hour'`,
      `public_at = public_at + interval '1 hour'`,
    ],
    ['cohort_version', 'hidden', 'hidden = NOT hidden', 'hidden = NOT hidden'],
  ] as const)('goes when a row of %s is %s', async (table, _, change, back) => {
    await tellsApart(table, `UPDATE ${table} SET ${change}`, `UPDATE ${table} SET ${back}`)
  })

  it.each([
    ...['credential_occupation', 'credential_competency', 'alignment', 'region_county'],
    'release_reference',
  ])('goes when rows of %s go or come', async (table) => {
    await ask(`CREATE TABLE apart AS SELECT * FROM ${table}`)
    const back = `INSERT INTO ${table} SELECT * FROM apart`
    await tellsApart(table, `DELETE FROM ${table}`, back)
    const before = await answers()
    await ask(`DELETE FROM ${table}`)
    expect(await answers()).not.toEqual(before)
    await ask(back)
    await ask('DROP TABLE apart')
  })

  it('goes when a release is finished, and when its public day comes', async () => {
    const before = await answers()
    await ask('UPDATE release SET finished_at = NULL WHERE no = 2')
    const unfinished = await answers()
    expect(unfinished).not.toEqual(before)
    expect(unfinished).toEqual(await anew())
    await ask('UPDATE release SET finished_at = started_at WHERE no = 2')
    expect(await answers()).toEqual(before)
    const later = await answers(afterPublicDay)
    expect(later).toEqual(await anew(afterPublicDay))
    expect(later[0]).not.toEqual(before[0])
    expect(await answers()).toEqual(before)
  })

  it('goes with the quarter', async () => {
    await answers(afterPublicDay)
    for (const at of ['2027-01-02', '2031-02-01'].map((day) => new Date(day)))
      expect(await answers(at)).toEqual(await anew(at))
    expect(await answers(new Date('2031-02-01'))).not.toEqual(await answers(afterPublicDay))
  })

  it('never shows a group again once it is hidden', async () => {
    const countsOf = async () => (await read()).rows.find(({ key }) => key === faults)?.fit?.counts
    const group = await publishCohort({
      ...{ subjectId: await textOf(`SELECT subject_id FROM cohort WHERE scale = 'fit' LIMIT 1`) },
      ...{ release: SECOND, scale: 'fit', competencyId: faults, counts: [9, 9, 9, 9, 9] },
    })
    // A release writes its groups before it is finished.
    await ask('UPDATE release SET finished_at = finished_at WHERE no = 2')
    const shown = await countsOf()
    const operator = await operatorContext()
    const subjectId = await textOf(`SELECT subject_id FROM cohort WHERE id = '${group.id}'`)
    await hideCohort(operator, { subjectId, cohortId: group.id, reason: 'Four are one office.' })
    expect(await countsOf()).toEqual(shown?.map((count) => count - 9))
  })

  it('hands nobody what another may read before its public day', async () => {
    const numbers = async (...readers: (() => ReturnType<typeof read>)[]) => {
      const found = []
      for (const reader of readers) found.push((await reader()).release?.no)
      return found
    }
    const unconfirmed = {
      ...owner,
      organization: { ...owner.organization, verification: 'V1' as const },
    }
    const early = () => readOwn()
    const asPublic = () => readOwnMap({ ...unconfirmed, now }, filterOf())
    await anew()
    expect(await numbers(early, () => read(), asPublic, early)).toEqual([3, 2, 2, 3])
    await ask(`UPDATE credential SET sample = sample`)
    expect(await numbers(asPublic, () => read(), early, asPublic)).toEqual([2, 2, 3, 2])
    const stranger = { ...(await orgContext({ kind: 'provider', verification: 'V2' })), now }
    await expect(readOwnMap(stranger, filterOf())).rejects.toMatchObject({ code: 'not_found' })
  })

  it.skipIf(engine === 'embedded')(
    'goes when a change that was under way is committed',
    async () => {
      await asOwner(async ({ query }) => {
        await query('BEGIN')
        await query(`UPDATE credential_version SET name = 'Renamed'`)
        await ask('UPDATE region SET name = name')
        expect((await read()).credential.name).toBe('CNC Certificate')
        expect(await read()).toBe(await read())
        await query('COMMIT')
      })
      expect((await read()).credential.name).toBe('Renamed')
      await ask(`UPDATE credential_version SET name = 'CNC Certificate'`)
    },
  )

  it('is asked about for an hour, and changes are remembered for a day', async () => {
    const rows = () => textOf('SELECT count(*) FROM map_change')
    await ask('UPDATE region SET name = name')
    await forgetMapChanges()
    expect(await rows()).not.toBe('0')
    await read()
    await ask(`UPDATE credential_version SET name = 'Forgotten'`)
    await ask(`UPDATE map_change SET at = at - interval '25 hours'`)
    await forgetMapChanges()
    expect(await rows()).toBe('0')
    expect((await read()).credential.name).toBe('CNC Certificate')
    expect((await anew())[0]).toMatchObject({ credential: { name: 'Forgotten' } })
    await ask(`UPDATE credential_version SET name = 'CNC Certificate'`)
  })

  it('is not touched by what answers do', async () => {
    const before = await textOf('SELECT count(*) FROM map_change')
    await makeSubject('soc2018:51-9161', null)
    await orgContext({ kind: 'employer' })
    expect(await textOf('SELECT count(*) FROM map_change')).toBe(before)
  })

  it('is read from no table whose changes are not noted', async () => {
    const { rows } = await ask(`
      SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> 'map_change'
        AND has_any_column_privilege('plumbline_reader', c.oid, 'SELECT')
        AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'map_change')`)
    expect(rows.map(({ name }) => name)).toContain('external_identifier')
    const before = await answers()
    for (const { name } of rows)
      await ask(`REVOKE ALL ON ${name} FROM plumbline_reader, plumbline_app`)
    expect(await anew()).toEqual(before)
  })
})
