import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { database } from '@/server/db/client'
import {
  asIdentity,
  asOperator,
  asPublisher,
  asRater,
  asReader,
  asTenant,
  selectRows,
  type Transaction,
} from '@/server/db/tenancy'
import { indexLines } from '@/server/services/maps/index-lines'
import { hideCohort } from '@/server/services/releases/hide-cohort'
import { rewriteReferences } from '@/server/services/releases/release-references'
import { operatorContext, tenant } from '@/server/testing/organizations-factory'
import type { Finding } from './finding'
import { AUDITS, askAll, differs, type Replies } from './surface/ask-all'
import type { Request } from './surface/requests'
import { indexAnew, inWorld, type World } from './surface/world'

/** So many answers on one level of the group to be hidden: with whatever it is added to, a number nothing else has. */
const MARK = 7_654_321
const MARKED = /(?<![\w.-])76(?:5[4-9]|6\d)\d{3}(?![\w.-])/

const MAP = '/maps/[credential]/[occupation]/[region]/[sector]'
const WORKBOOK = `${MAP}/map.xlsx`

/** Where the operator reads that it was hidden: by its id, never by what it said. */
const NAMES = ['hidden_group', 'audit_event']
/** Where the publisher's door keeps what it said. */
const KEEPS = ['cohort', 'cohort_version']

/**
 * R7: a group is hidden, and every table through every door, every file and every reply is searched for its row and
 * for every sum it is in; each reply must also be, to the byte, what it would be had the group never been published.
 * Control: the same search before it is hidden.
 */
export function hideAndGrep(world: World): Promise<Finding> {
  return inWorld(world, async () => {
    const now = new Date()
    const group = await markedGroup(now)
    const random = world.requests.filter(({ of }) => !AUDITS.test(of))
    const requests = [...random, ...requestsOf(group)]
    const before = {
      replies: found(await askAll(world, requests)),
      tables: await tablesWith(group.cohortId, group.organizationId),
    }
    const operator = await operatorContext(now)
    const { subjectId, cohortId } = group
    await hideCohort(operator, { subjectId, cohortId, reason: 'An attack searches for it.' })
    // Before the lines of lists are computed anew, and after.
    const atOnce = found(await askAll(world, requests))
    await indexLines(now)
    const hidden = await askAll(world, requests)
    const tables = await tablesWith(cohortId, group.organizationId)
    await owner(`DELETE FROM cohort_version WHERE cohort_id = '${cohortId}'`)
    await asPublisher((tx) => rewriteReferences(tx, now))
    await indexAnew()
    const never = await askAll(world, requests)
    const strange = new Set([...atOnce, ...found(hidden), ...tables])
    for (const [request, reply] of hidden) {
      if (differs(reply, never.get(request))) strange.add(`${request.of} shows that it was there`)
    }
    return {
      test: 'R7 hide and grep',
      tried: `one group hidden; ${requests.length} requests, and every table through five doors and as their owner`,
      recovered: strange.size === 0 ? '0 places hold it' : [...strange].join(', '),
      control: `before: ${before.replies.length} handlers and procedures and ${before.tables.length} tables hold it`,
      passed:
        strange.size === 0 &&
        before.replies.length > 3 &&
        before.replies.includes(WORKBOOK) &&
        before.tables.length > 1,
    }
  })
}

type Group = {
  subjectId: string
  cohortId: string
  organizationId: string
  credential: string
  occupation: string
  competency: string
}

/** A living group of a published credential, made to stand out of everything it is added to. */
async function markedGroup(now: Date): Promise<Group> {
  const [row] = await owner(`
    SELECT v.subject_id, v.cohort_id, c.organization_id, c.slug, o.code, v.competency_id
    FROM cohort_version v JOIN subject s ON s.id = v.subject_id
    JOIN credential c ON c.id = s.credential_id AND c.state = 'published'
    JOIN occupation o ON o.id = s.occupation_id
    WHERE v.scale = 'fit' AND NOT v.hidden ORDER BY v.release_no DESC, v.n DESC, v.cohort_id LIMIT 1`)
  if (!row) throw new Error('The sample has no group to hide.')
  const cohortId = String(row.cohort_id)
  await owner(
    `UPDATE cohort_version SET n = n + ${MARK}, counts[3] = ${MARK} WHERE cohort_id = '${cohortId}'`,
  )
  await asPublisher((tx) => rewriteReferences(tx, now))
  await indexAnew()
  return {
    subjectId: String(row.subject_id),
    cohortId,
    organizationId: String(row.organization_id),
    credential: String(row.slug),
    occupation: String(row.code),
    competency: String(row.competency_id),
  }
}

/** What is asked about this very group, beside what is asked at random. */
function requestsOf({ credential, occupation, competency }: Group): Request[] {
  const nobody = { session: null, org: 'none' }
  const at = `/maps/${credential}/${occupation}/all/all`
  const query = (of: string, input: object) => ({
    of,
    path: `/api/trpc/${of}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`,
  })
  return [
    { of: `${MAP}/map.csv`, path: `${at}/map.csv` },
    { of: WORKBOOK, path: `${at}/map.xlsx` },
    { of: `${MAP}/map.json`, path: `${at}/map.json` },
    query('maps.read', { credential, occupation }),
    query('maps.workedExample', { credential, occupation, competency }),
    query('maps.list', {}),
    query('maps.newest', { shown: 50 }),
    query('summaries.read', { region: 'all', sector: 'all' }),
  ].map((request) => ({ ...request, visitor: nobody, sound: true }))
}

/** Handlers and procedures that name a figure it is in. */
function found(replies: Replies): string[] {
  const names = [...replies].flatMap(([{ of }, { body }]) => (MARKED.test(body) ? [of] : []))
  return [...new Set(names)]
}

const Line = z.object({ line: z.string() })

/** Tables that hold its row, or a figure it is in, for anybody but the publisher; for the owner, any other table. */
async function tablesWith(cohortId: string, organizationId: string): Promise<string[]> {
  const doors: Record<string, (work: (tx: Transaction) => Promise<string[]>) => Promise<string[]>> =
    {
      plumbline_reader: asReader,
      plumbline_app: (work) => asTenant(tenant(organizationId), work),
      plumbline_identity: (work) => asIdentity({}, work),
      plumbline_rater: (work) => asRater({ organizationId }, work),
      plumbline_operator: asOperator,
    }
  const places: string[] = []
  for (const [role, enter] of Object.entries(doors)) {
    for (const { name, columns } of await readableBy(role)) {
      const lines = await enter(async (tx) =>
        (
          await selectRows(
            tx,
            Line,
            sql.raw(`SELECT to_jsonb(t)::text AS line FROM (SELECT ${columns} FROM "${name}") t`),
          )
        ).map((row) => row.line),
      )
      const named = !NAMES.includes(name) && lines.some((line) => line.includes(cohortId))
      if (named || lines.some((line) => MARKED.test(line))) places.push(`${name} by ${role}`)
    }
  }
  for (const { name } of await owner(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
     WHERE s.nspname = 'public' AND c.relkind IN ('r', 'v', 'm')`,
  )) {
    if (KEEPS.includes(String(name))) continue
    const rows = await owner(`SELECT to_jsonb(t)::text AS line FROM "${name}" t`)
    if (rows.some(({ line }) => MARKED.test(String(line)))) places.push(String(name))
  }
  return places
}

/** What a role may read, by name with the columns it is granted. */
async function readableBy(role: string): Promise<{ name: string; columns: string }[]> {
  const rows = await owner(`
    SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE s.nspname = 'public' AND c.relkind IN ('r', 'v', 'm')
      AND has_column_privilege('${role}', c.oid, a.attnum, 'SELECT') GROUP BY 1 ORDER BY 1`)
  return rows.map((row) => ({ name: String(row.name), columns: String(row.columns) }))
}

async function owner(statement: string): Promise<Record<string, unknown>[]> {
  return (await (await database()).withOwner(({ query }) => query(statement))).rows
}
