import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { adoptDatabase, closeDatabase, database, openEmbedded } from '@/server/db/client'
import { asPublisher, asReader, selectRows } from '@/server/db/tenancy'
import { quarterOf } from '@/server/domain/method/map-cells'
import { ShownLine, shownLine } from '@/server/domain/reading/decisions'
import { mapRow } from '@/server/domain/reading/maps'
import { type OrgContext, systemContext } from '@/server/services/context'
import { decide } from '@/server/services/decisions/decide'
import { readProviderSays } from '@/server/services/decisions/read-provider-says'
import { DEMO_CREDENTIALS } from '@/server/services/demo/content/credentials'
import { hideCohort } from '@/server/services/releases/hide-cohort'
import { runRelease } from '@/server/services/releases/run-release'
import { readReport } from '@/server/services/reports/read-report'
import { operatorContext, tenant } from '@/server/testing/organizations-factory'
import type { Finding } from './finding'
import { liveTotals, rateAgain } from './stored'

/** The attacks on what is decided and said about figures, on the sample region. */
export async function runDecisionAttacks(sample: Blob, now: Date): Promise<Finding[]> {
  adoptDatabase(await openEmbedded(undefined, sample))
  try {
    return [await oneMoreAttack(now), await recountAttack(now), await hiddenAttack(now)]
  } finally {
    await closeDatabase()
  }
}

const Asked = z.object({ subject_id: z.string(), rater_id: z.string() })

/**
 * R4: one rating after another given again with every level changed, and a release after each. No byte moves of what was
 * decided, replied, said in public, or read in a report by its provider or a partnership. Control: a live view's totals.
 */
async function oneMoreAttack(now: Date): Promise<Finding> {
  const again = await asPublisher((tx) =>
    selectRows(
      tx,
      Asked,
      sql`SELECT DISTINCT ON (subject_id) subject_id, rater_id FROM rating
          WHERE cycle_id IS NOT NULL AND NOT provider_staff AND fit ~ '[0-4]' ORDER BY subject_id, rater_id`,
    ),
  )
  const before = await everythingSaid(now)
  let changed = 0
  let live = 0
  for (const { subject_id, rater_id } of again) {
    const totals = await liveTotals()
    await rateAgain(subject_id, rater_id, now, `decisions ${rater_id}`)
    await runRelease(systemContext('command', 'attack', now), { trigger: 'command' })
    if ((await everythingSaid(now)) !== before) changed += 1
    if ((await liveTotals()) !== totals) live += 1
  }
  return {
    test: 'R4 reports, decisions and replies',
    tried: `${again.length} ratings, a release after each; ${before.length} characters of reports, decisions and replies`,
    recovered: `${changed} times a byte changed`,
    control: `live view: its totals changed ${live} of ${again.length} times`,
    passed: again.length > 0 && changed === 0 && live > again.length / 2,
  }
}

/** Every decision and reply as they are stored, what is said in public, and every report as its readers have it. */
async function everythingSaid(now: Date): Promise<string> {
  const stored: unknown[] = []
  for (const table of ['decision', 'decision_progress', 'reply', 'hidden_reply', 'report_share']) {
    stored.push(await owner(`SELECT to_jsonb(t)::text AS line FROM ${table} t ORDER BY 1`))
  }
  const said: unknown[] = []
  for (const { credential, occupation } of maps()) {
    said.push(await readProviderSays({ credential, occupation }))
    for (const reader of await readersOf(credential, now)) {
      const filter = { credential, occupation, region: 'all', sector: 'all' as const }
      said.push(await readReport(reader, filter).catch(() => 'not shared'))
    }
  }
  return JSON.stringify([stored, said])
}

const Row = z.object({ shown: ShownLine, groups: z.array(z.string()), competency_id: z.string() })

/**
 * R4: what a decision stores of a line is worked out anew from the published counts that it names, and from what estimates
 * start from. Control: from the same groups with one vote more, as a live view would count them.
 */
async function recountAttack(now: Date): Promise<Finding> {
  const [college] = await readersOf('industrial-maintenance-certificate', now)
  if (!college) throw new Error('The sample has no provider.')
  const report = await readReport(college, {
    ...{ credential: 'industrial-maintenance-certificate', occupation: '49-9041' },
    ...{ region: 'all', sector: 'all' },
  })
  const lines = report.map.rows.filter(({ need }) => need !== null).map(({ key }) => key)
  let other = 0
  let live = 0
  for (const competencyId of lines) {
    const seen = report.decisions.find(({ key }) => key === competencyId)?.decisions[0]?.id ?? ''
    const { decisionId } = await decide(college, decisionOf(competencyId, seen))
    const [found] = await owner(
      `SELECT shown, to_jsonb(groups) AS groups, competency_id FROM decision WHERE id = '${decisionId}'`,
    )
    const { shown, groups } = Row.parse(found)
    if (JSON.stringify(await recounted(groups, now, 0)) !== JSON.stringify(shown)) other += 1
    if (JSON.stringify(await recounted(groups, now, 1)) !== JSON.stringify(shown)) live += 1
  }
  return {
    test: 'R4 what decisions store',
    tried: `${lines.length} lines decided, every stored figure from cohort_version alone`,
    recovered: `${other} lines say something else`,
    control: `with one more vote a group ${live} of ${lines.length} say something else`,
    passed: lines.length > 0 && other === 0 && live > lines.length / 2,
  }
}

const Version = z.object({
  scale: z.string(),
  quarter: z.number().int(),
  counts: z.array(z.number().int()),
})
const Reference = z.object({ scale: z.string(), counts: z.array(z.number().int()) })

/** A line from the newest versions of these groups. */
async function recounted(groups: readonly string[], now: Date, more: number): Promise<ShownLine> {
  const ids = `{${groups.join(',')}}`
  const { versions, references } = await asReader(async (tx) => ({
    versions: await selectRows(
      tx,
      Version,
      sql`SELECT DISTINCT ON (cohort_id) scale, quarter, array_to_json(counts) AS counts FROM cohort_version
          WHERE cohort_id = ANY(${ids}::uuid[]) ORDER BY cohort_id, no DESC`,
    ),
    references: await selectRows(
      tx,
      Reference,
      sql`SELECT r.scale, array_to_json(r.counts) AS counts FROM release_reference r
          WHERE r.release_no = (SELECT max(no) FROM release WHERE finished_at IS NOT NULL)
            AND r.framework_key IN (SELECT k.framework_id FROM cohort_version v JOIN competency k ON k.id = v.competency_id
                                    WHERE v.cohort_id = ANY(${ids}::uuid[]))`,
    ),
  }))
  const of = (scale: string) =>
    versions
      .filter((version) => version.scale === scale)
      .map(({ quarter, counts }) => ({
        ageQuarters: Math.max(0, quarterOf(now) - quarter),
        counts: counts.map((count, level) => (level === 0 ? count + more : count)),
      }))
  const from = (scale: string, levels: number) =>
    references.find((reference) => reference.scale === scale)?.counts ??
    Array.from({ length: levels }, () => 0)
  return shownLine(
    mapRow(
      {
        ...{ key: '', fit: of('fit'), claims: [] },
        importance: { scope: 'filter', cohorts: of('importance') },
        reference: { fit: from('fit', 5), importance: from('importance', 4) },
      },
      true,
    ),
  )
}

const Stored = z.object({
  shown: z.unknown(),
  groups: z.array(z.string()),
  hidden: z.boolean(),
})

/**
 * R7: a group that decisions sum is hidden. They all say so instead of what they showed, and so does one that is written
 * afterwards from what was read before. Control: a decision that names none of its groups keeps its figures.
 */
async function hiddenAttack(now: Date): Promise<Finding> {
  const [group] = await owner(`
    SELECT v.subject_id, v.cohort_id, count(*) AS n FROM cohort_version v JOIN decision d ON v.cohort_id = ANY (d.groups)
    WHERE d.shown IS NOT NULL GROUP BY 1, 2 ORDER BY n DESC, 2 LIMIT 1`)
  const { subject_id, cohort_id } = z
    .object({ subject_id: z.string(), cohort_id: z.string() })
    .parse(group)
  const naming = `SELECT id FROM decision WHERE '${cohort_id}' = ANY (groups)`
  const named = (await owner(naming)).map(({ id }) => String(id))
  const [kept] = named
  // The control: as if it had been stored without saying what it sums.
  await owner(`INSERT INTO decision SELECT (jsonb_populate_record(d, jsonb_build_object('id', '${randomUUID()}',
    'client_key', '${randomUUID()}', 'replaces_id', d.id, 'groups', '[]'::jsonb))).* FROM decision d
    WHERE d.id = (SELECT x.id FROM decision x WHERE '${cohort_id}' = ANY (x.groups)
      AND NOT EXISTS (SELECT 1 FROM decision l WHERE l.replaces_id = x.id) ORDER BY x.id LIMIT 1)`)
  const operator = await operatorContext(now)
  await hideCohort(operator, {
    ...{ subjectId: subject_id, cohortId: cohort_id, reason: 'An attack looks for its figures.' },
  })
  const written = randomUUID()
  await owner(`INSERT INTO decision SELECT (jsonb_populate_record(d, jsonb_build_object('id', '${written}',
    'groups', jsonb_build_array('${cohort_id}'), 'client_key', '${randomUUID()}', 'competency_id', (SELECT k.id FROM competency k WHERE k.id NOT IN
      (SELECT competency_id FROM decision) ORDER BY k.id LIMIT 1), 'replaces_id', null,
    'shown', jsonb_build_object('need', 45)))).* FROM decision d WHERE d.id = '${kept}'`)
  const ids = [...named, written].map((id) => `'${id}'`).join(', ')
  const rows = z
    .array(Stored)
    .parse(
      await owner(
        `SELECT shown, to_jsonb(groups) AS groups, hidden_on IS NOT NULL AS hidden FROM decision WHERE id IN (${ids})`,
      ),
    )
  const left = rows.filter(
    ({ shown, groups, hidden }) => shown !== null || groups.length > 0 || !hidden,
  )
  const [control] = await owner(
    `SELECT count(*) AS n FROM decision WHERE cardinality(groups) = 0 AND shown IS NOT NULL`,
  )
  const unnamed = Number(control?.n ?? 0)
  return {
    test: 'R7 hidden in decisions',
    tried: `one group hidden, ${named.length} decisions that sum it and one written afterwards`,
    recovered: `${left.length} still show a figure`,
    control: `${unnamed} that does not name what it sums keeps its figures`,
    passed:
      named.length > 0 && rows.length === named.length + 1 && left.length === 0 && unnamed > 0,
  }
}

function decisionOf(competencyId: string, seen: string) {
  return {
    line: {
      ...{ credential: 'industrial-maintenance-certificate', occupation: '49-9041', competencyId },
    },
    fields: {
      ...{ choice: 'plan' as const, reason: 'An attack.', owner: 'Nobody', dueOn: '' },
      ...{ stage: 'proposed' as const, approvedBy: '', approvedOn: '', effectiveTerm: '' },
    },
    ...{ seen, clientKey: randomUUID() },
  }
}

function maps() {
  return DEMO_CREDENTIALS.flatMap(({ slug, occupations }) =>
    occupations.map((occupation) => ({ credential: slug, occupation })),
  )
}

const Organization = z.object({ id: z.string(), slug: z.string(), name: z.string() })

/** The provider of a credential, and the partnership that some reports are shared with. */
async function readersOf(credential: string, now: Date): Promise<OrgContext[]> {
  const [own] = await owner(
    `SELECT o.id, o.slug, o.name FROM credential c JOIN organization o ON o.id = c.organization_id WHERE c.slug = '${credential}'`,
  )
  const [partnership] = await owner(
    `SELECT id, slug, name FROM organization WHERE kind = 'partnership' ORDER BY slug LIMIT 1`,
  )
  const as = (row: unknown, kind: 'provider' | 'partnership'): OrgContext => {
    const { id, slug, name } = Organization.parse(row)
    return {
      actor: { kind: 'user', userId: randomUUID(), email: 'attack@site.example', operator: false },
      ...{ requestId: 'attack', now },
      organization: {
        ...{ ...tenant(id).organization, kind, slug, name, verification: 'V2', role: 'owner' },
      },
    }
  }
  return [as(own, 'provider'), as(partnership, 'partnership')]
}

/** Past every policy. */
async function owner(statement: string): Promise<Record<string, unknown>[]> {
  return (await (await database()).withOwner(({ query }) => query(statement))).rows
}
