import { z } from 'zod'
import type { OwnerConnection } from './client'
import { type DoorRole, doorRoles } from './migrate'

const purposes: Record<DoorRole, string> = {
  plumbline_app:
    'Opened for one organization, for a person who was found to be its member. Of tables that belong to organizations it sees that one’s rows and what is published; of answers, that they were sent and never what they say.',
  plumbline_identity:
    'Accounts, sessions, signing in, and one’s own memberships. It also forgets uploads that nobody went on with.',
  plumbline_rater:
    'Opened by a rater’s link, session or account: one invitation with its packet and draft, and the answers of that rater.',
  plumbline_operator:
    'The register of organizations, mail that waits, sample data, and what is published. No answers; of words that wait for a look, text and job.',
  plumbline_publisher:
    'Releases, and the look at answers before them. The only role that reads what everybody answered: only server/services/releases and server/services/integrity open it, for no page.',
  plumbline_courier:
    'What mail and requests need of whom was asked: invitations, links, codes, what was sent, and cycles that close on their day. It reads no level.',
  plumbline_reader: 'What everybody may read: what is published, and the catalogue.',
  plumbline_indexer:
    'Computes what lists show of competency maps from what is published, and forgets what has changed since. Nothing of answers.',
}

const Right = z.object({
  role: z.string(),
  table: z.string(),
  verb: z.enum(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']),
  /** Null where all of them are, or where the verb knows none. */
  columns: z.array(z.string()).nullable(),
})
type Right = z.infer<typeof Right>

/** Which role may read and write what, in Markdown, as the catalogue of the database says it. */
export async function describeAccess(owner: OwnerConnection): Promise<string> {
  const rights = z.array(Right).parse((await owner.query(rightsSql, [doorRoles])).rows)
  const sections = doorRoles.map((role) => {
    const own = rights.filter((right) => right.role === role)
    return `## ${role}\n${purposes[role]}\n\n${tableOf(own)}`
  })
  return `${introduction}\n${sections.join('\n')}`
}

const introduction = `# Who may read and write what
Printed by \`npm run plumbline -- describe-access\` from the database itself; a test holds this page to it.

Every transaction of the site takes on one of these roles and gives it up when it ends. A role may do what stands here
and nothing else; which rows it meets is narrowed further by row-level security (\`drizzle/*.sql\`). The application’s login
may become each of them and has no rights of its own. \`plumbline_owner\` owns the tables and migrates.
`

function tableOf(rights: readonly Right[]): string {
  const tables = [...new Set(rights.map(({ table }) => table))]
  const rows = tables.map((table) => {
    const cell = (verb: Right['verb']) =>
      cellOf(rights.find((right) => right.table === table && right.verb === verb))
    return `| ${table} | ${cell('SELECT')} | ${cell('INSERT')} | ${cell('UPDATE')} | ${cell('DELETE')} |`
  })
  const heads = ['| Table | Reads | Adds | Changes | Removes |', '| --- | --- | --- | --- | --- |']
  const more = rights
    .filter(({ verb }) => verb === 'TRUNCATE' || verb === 'REFERENCES' || verb === 'TRIGGER')
    .map(({ table, verb }) => `\nAlso ${verb} on ${table}.\n`)
  return `${[...heads, ...rows].join('\n')}\n${more.join('')}`
}

function cellOf(right: Right | undefined): string {
  if (!right) return '–'
  if (right.verb === 'DELETE') return 'rows'
  return right.columns?.join(', ') ?? 'all columns'
}

/** What each role may do by any way: a grant to it, to everybody, or to a role it is a member of. */
const rightsSql = `
  WITH relation AS (
    SELECT c.oid, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name, n.oid AS schema
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  ), door AS (
    SELECT role, place FROM unnest($1::text[]) WITH ORDINALITY AS door (role, place)
  ), by_column AS (
    SELECT d.place, d.role, t.name AS "table", v.verb, count(*) AS held,
           (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped) AS there,
           json_agg(a.attname ORDER BY a.attnum) AS columns
    FROM relation t CROSS JOIN door d CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('REFERENCES')) AS v (verb)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE has_schema_privilege(d.role, t.schema, 'USAGE') AND has_column_privilege(d.role, t.oid, a.attnum, v.verb)
    GROUP BY d.place, d.role, t.oid, t.name, v.verb
  )
  SELECT role, "table", verb, CASE WHEN held < there THEN columns END AS columns FROM (
    SELECT * FROM by_column
    UNION ALL
    SELECT d.place, d.role, t.name, v.verb, 0, 0, NULL
    FROM relation t CROSS JOIN door d CROSS JOIN (VALUES ('DELETE'), ('TRUNCATE'), ('TRIGGER')) AS v (verb)
    WHERE has_schema_privilege(d.role, t.schema, 'USAGE') AND has_table_privilege(d.role, t.oid, v.verb)
  ) every
  ORDER BY place, "table" COLLATE "C", verb COLLATE "C"`
