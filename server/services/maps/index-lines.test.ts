import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { database } from '@/server/db/client'
import { asIndexer, asReader, asTenant, selectRows } from '@/server/db/tenancy'
import type { Word } from '@/server/domain/reading/map-row'
import type { MapView } from '@/server/domain/reading/map-view'
import { countWords, wordCounts } from '@/server/domain/reading/map-words'
import { decideAlignment } from '@/server/services/alignments/decide-alignment'
import { undoAlignment } from '@/server/services/alignments/undo-alignment'
import { type OrgContext, systemContext } from '@/server/services/context'
import { publishCredential } from '@/server/services/credentials/publish-credential'
import { editCredential } from '@/server/services/credentials/save-credential'
import { hideCohort } from '@/server/services/releases/hide-cohort'
import {
  credentialDetails,
  makeCredential,
  makeFramework,
} from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { linesAfter, nameOfLine, storedLines } from '@/server/testing/map-lines'
import { operatorContext, orgContext } from '@/server/testing/organizations-factory'
import {
  makeRelease,
  makeSubject,
  publishCohort,
  publishReference,
} from '@/server/testing/published-factory'
import { indexLines } from './index-lines'
import { listMaps, listOwnMaps } from './list-maps'
import { readMap, readOwnMap } from './read-map'

const machinist = 'soc2018:51-4041'
const welder = 'soc2018:51-4121'
const autumn = new Date('2026-11-21T12:00:00Z')
const FIRST = { no: 1, at: new Date('2026-02-01T00:00:00Z') }

async function owner(statement: string): Promise<void> {
  await (await database()).withOwner(({ query }) => query(statement))
}

describeOnBothEngines('lines of maps', () => {
  let now = autumn
  let provider: OrgContext
  let partnership: OrgContext
  let stranger: OrgContext
  let asked: Awaited<ReturnType<typeof makeFramework>>
  let taught: Awaited<ReturnType<typeof makeFramework>>
  let credential = { id: '', slug: '' }
  let draft = { id: '', slug: '' }
  let fit = ''
  let demand = ''
  let faults: { id: string; no: number }

  const at = (ctx: OrgContext): OrgContext => ({ ...ctx, now })
  const idOf = (framework: typeof asked, label: string) =>
    framework.competencies.find((competency) => competency.label === label)?.id ?? ''

  async function madeCredential(state: 'draft' | 'published') {
    const { id } = await makeCredential({
      organizationId: provider.organization.id,
      occupationId: machinist,
      state,
      teaches: taught.competencies.map((competency) => competency.id),
    })
    return { id, slug: `credential-${id.slice(0, 8)}` }
  }

  async function after(change: () => Promise<unknown>): Promise<string[]> {
    const changed = await linesAfter(() => now, change)
    await asTheMapsSay()
    return changed
  }

  /** The lines against the maps themselves, which are read another way. */
  async function asTheMapsSay(): Promise<void> {
    for (const line of await storedLines()) {
      const own = line.audience === 'provider'
      const slug = `credential-${line.credentialId.slice(0, 8)}`
      const filter = { credential: slug, occupation: line.occupationId.slice(8) } as const
      const whole = { ...filter, region: 'all', sector: 'all' } as const
      const map: MapView = own
        ? await readOwnMap(at(provider), whole)
        : await readMap(systemContext('command', 'test', now), whole)
      const words = countWords(map.rows.map((row): Word => row.word))
      // A map also has rows that nobody was asked about.
      expect({ ...wordCounts(line.words), none: 0 }).toEqual({ ...wordCounts(words), none: 0 })
      expect(line.n).toBe(map.finding.employers.fit)
      expect(line.publicFrom).toEqual(map.publicFrom)
    }
  }

  beforeAll(async () => {
    now = autumn
    provider = await orgContext({ kind: 'provider', name: 'Lake College', verification: 'V2' })
    partnership = await orgContext({ kind: 'partnership', verification: 'V2', name: 'Region 4' })
    stranger = await orgContext({ kind: 'provider', name: 'River College' })
    const organizationId = stranger.organization.id
    asked = await makeFramework({ organizationId, labels: ['Find faults', 'Weld'] })
    taught = await makeFramework({
      organizationId: provider.organization.id,
      labels: ['Fault finding', 'Drawings', 'Safety'],
    })
    credential = await madeCredential('published')
    draft = await madeCredential('draft')
    demand = await makeSubject(machinist, null)
    fit = await makeSubject(machinist, credential.id)
    await makeRelease(FIRST)
    const publish = (
      subjectId: string,
      scale: 'fit' | 'importance',
      competencyId: string,
      counts: number[],
    ) => publishCohort({ subjectId, scale, competencyId, counts, release: FIRST })
    await publish(demand, 'importance', idOf(asked, 'Find faults'), [0, 0, 2, 12])
    await publish(demand, 'importance', idOf(taught, 'Drawings'), [0, 0, 1, 14])
    faults = await publish(fit, 'fit', idOf(taught, 'Fault finding'), [3, 7, 3, 1, 0])
    await publish(fit, 'fit', idOf(taught, 'Drawings'), [0, 1, 2, 9, 6])
    await publish(fit, 'fit', idOf(taught, 'Safety'), [0, 1, 1, 3, 6])
    await indexLines(now)
  })

  test('are there for everybody, and for the provider with its drafts', async () => {
    const own = credential.id < draft.id ? [credential, draft] : [draft, credential]
    expect((await storedLines()).map(nameOfLine)).toEqual(
      own.flatMap(({ id }) =>
        (id === draft.id ? ['provider'] : ['everybody', 'provider']).map(
          (audience) => `${id} ${machinist} ${audience}`,
        ),
      ),
    )
    await asTheMapsSay()
  })

  test('follow a release, and its public day', async () => {
    const embargoed = {
      no: 2,
      at: new Date('2026-11-20T00:00:00Z'),
      publicAt: new Date('2026-12-20T00:00:00Z'),
    }
    const changed = await after(async () => {
      await makeRelease({ ...embargoed, finished: false })
      await publishCohort({
        subjectId: fit,
        scale: 'fit',
        competencyId: idOf(taught, 'Fault finding'),
        counts: [9, 9, 3, 1, 0],
        release: embargoed,
        cohort: faults,
      })
      await owner(`UPDATE release SET finished_at = '2026-11-20' WHERE no = 2`)
    })
    expect(changed).toEqual([`${credential.id} ${machinist} provider`])
    expect((await listMaps({ occupation: '51-4041' })).items.map((line) => line.employers)).toEqual(
      [18],
    )
    expect((await listOwnMaps(at(provider))).map((line) => line.publicFrom)).toContainEqual(
      embargoed.publicAt,
    )
    await after(async () => {
      now = new Date('2026-12-21T00:00:00Z')
    })
    expect((await listMaps({ occupation: '51-4041' })).items.map((line) => line.employers)).toEqual(
      [22],
    )
  })

  test('follow averages that a release brings', async () => {
    await after(async () => {
      await makeRelease({ no: 3, at: new Date('2026-12-20T12:00:00Z') })
      const counts = [400, 10, 5, 0, 0]
      await publishReference({ releaseNo: 3, frameworkId: taught.id, scale: 'fit', counts })
    })
  })

  test('follow the turn of a quarter', async () => {
    await after(async () => {
      now = new Date('2032-07-02T00:00:00Z')
    })
    now = new Date('2027-01-05T00:00:00Z')
    await indexLines(now)
  })

  test('follow an alignment that is decided, and one that is undone', async () => {
    let ids: string[] = []
    const accept = async (as: OrgContext) => {
      const decision = {
        toId: idOf(taught, 'Fault finding'),
        verdict: 'accept',
        kind: 'exact',
      } as const
      ids = (
        await decideAlignment(as, { fromId: idOf(asked, 'Find faults'), decisions: [decision] })
      ).ids
    }
    await after(() => accept(partnership))
    await after(() => undoAlignment(partnership, { ids }))
    await after(() => accept(provider))
    await after(() => undoAlignment(provider, { ids }))
  })

  test('follow whether an organization is confirmed', async () => {
    const decision = {
      toId: idOf(taught, 'Fault finding'),
      verdict: 'accept',
      kind: 'exact',
    } as const
    await decideAlignment(partnership, {
      fromId: idOf(asked, 'Find faults'),
      decisions: [decision],
    })
    const confirm = (organizationId: string, level: 'V1' | 'V2') =>
      owner(`UPDATE organization SET verification = '${level}' WHERE id = '${organizationId}'`)
    await after(() => confirm(partnership.organization.id, 'V1'))
    await after(() => confirm(partnership.organization.id, 'V2'))
  })

  test('follow a credential that is published, taken back, archived, or leads elsewhere', async () => {
    await after(() => publishCredential(at(provider), { slug: draft.slug, state: 'published' }))
    await after(() => publishCredential(at(provider), { slug: draft.slug, state: 'draft' }))
    await publishCredential(at(provider), { slug: draft.slug, state: 'archived' })
    const leadTo = (...occupationIds: string[]) => {
      const details = { ...credentialDetails({ name: 'CNC Certificate' }), occupationIds }
      return editCredential(at(provider), { slug: draft.slug, details })
    }
    await after(() => leadTo(machinist, welder))
    await after(() => leadTo(welder))
    await after(() => madeCredential('published'))
    expect(await listOwnMaps(at(provider))).toHaveLength(2)
  })

  test('follow a framework that is taken back', async () => {
    await after(() =>
      asTenant(provider, (tx) =>
        tx.execute(sql`UPDATE framework SET state = 'draft' WHERE id = ${taught.id}`),
      ),
    )
    await after(() =>
      asTenant(provider, (tx) =>
        tx.execute(sql`UPDATE framework SET state = 'published' WHERE id = ${taught.id}`),
      ),
    )
  })

  test('lose a hidden group at once, and come back without it', async () => {
    const operator = { ...(await operatorContext()), now }
    await indexLines(now)
    const lines = () => listMaps({ credentials: [credential.slug] })
    expect((await lines()).total).toBe(1)
    await after(async () => {
      const reason = 'Four of these are one office.'
      await hideCohort(operator, { subjectId: fit, cohortId: faults.id, reason })
      expect((await lines()).total).toBe(0)
      expect((await listOwnMaps(at(provider))).map((line) => line.employers)).not.toContain(22)
    })
    expect((await lines()).items.map((line) => line.employers)).toEqual([18])
  })

  test('tell a reader nothing of what is the provider’s, and another tenant nothing at all', async () => {
    const audiences = (rows: { audience: string }[]) => [
      ...new Set(rows.map((row) => row.audience)),
    ]
    const read = sql`SELECT audience FROM map_line`
    const Audience = z.object({ audience: z.string() })
    expect(audiences(await asReader((tx) => selectRows(tx, Audience, read)))).toEqual(['everybody'])
    const tenant = (ctx: OrgContext) => asTenant(ctx, (tx) => selectRows(tx, Audience, read))
    expect(audiences(await tenant(provider)).sort()).toEqual(['everybody', 'provider'])
    expect(await tenant(stranger)).toEqual([])
  })

  test.each([
    ['organization_id', `(SELECT id FROM organization WHERE name = 'River College')`],
    ['words', 'array_fill(1, ARRAY[8])'],
    ['n', 'n + 1'],
    ['release_no', 'coalesce(release_no, 0) + 1'],
    ['public_from', 'now()'],
    ['frameworks', `'{}'`],
  ])('are written anew where %s alone differs', async (column, other) => {
    const whole = () =>
      asIndexer((tx) =>
        selectRows(
          tx,
          z.object({ line: z.string() }),
          sql`SELECT to_jsonb(l)::text AS line FROM map_line l ORDER BY 1`,
        ),
      )
    await indexLines(now)
    const before = await whole()
    await owner(
      `UPDATE map_line SET ${column} = ${other} WHERE credential_id = '${credential.id}' AND audience = 'provider'`,
    )
    expect(await whole()).not.toEqual(before)
    await owner(`INSERT INTO map_line_due (kind, key) VALUES ('credential', '${credential.id}')`)
    await indexLines(now)
    expect(await whole()).toEqual(before)
  })

  test('are computed as of the look that marked them, by whoever began before it', async () => {
    const midnight = new Date('2027-02-20T00:00:00Z')
    const before = new Date(midnight.getTime() - 1_000)
    now = before
    const release = { no: 9, at: new Date('2027-02-01T00:00:00Z'), publicAt: midnight }
    await makeRelease(release)
    const counts = [0, 0, 0, 20, 20]
    await publishCohort({
      subjectId: fit,
      scale: 'fit',
      competencyId: idOf(taught, 'Safety'),
      counts,
      release,
    })
    await indexLines(before)
    await indexLines(new Date(midnight.getTime() + 1_000), AbortSignal.abort())
    await listOwnMaps({ ...provider, now: before })
    now = new Date(midnight.getTime() + 6_000)
    await indexLines(now)
    await asTheMapsSay()
  })
})
