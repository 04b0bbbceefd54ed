import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { database } from '@/server/db/client'
import { asTenant, selectRows } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { PUBLIC } from './doors'
import { struckOut } from './surface/traces'

const Line = z.object({ line: z.string() })

/**
 * Every row of every table as an organization's own door reads it, whatever page shows it, but for what everybody reads:
 * only the columns the role is granted. Ids and times that are drawn anew are struck out.
 */
export async function tenantRows(ctx: OrgContext): Promise<string[]> {
  const lines: string[] = []
  for (const { name, columns } of await readable()) {
    if (PUBLIC.includes(name)) continue
    const row = sql.join(
      columns.map((column) => sql`t.${sql.identifier(column)}`),
      sql`, `,
    )
    const rows = await asTenant(ctx, (tx) =>
      selectRows(
        tx,
        Line,
        sql`SELECT to_jsonb(r)::text AS line FROM (SELECT ${row} FROM ${sql.identifier(name)} t) r`,
      ),
    )
    lines.push(...rows.map(({ line }) => `${name} ${struckOut(line)}`))
  }
  return lines.sort()
}

async function readable(): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await (await database()).withOwner(({ query }) =>
    query(`SELECT c.relname AS name, string_agg(a.attname, ',' ORDER BY a.attnum) AS columns
           FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           WHERE s.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')
             AND has_column_privilege('plumbline_app', c.oid, a.attnum, 'SELECT')
             AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)
           GROUP BY c.relname ORDER BY c.relname`),
  )
  return rows.map((row) => ({
    name: String(row.name),
    columns: String(row.columns).split(','),
  }))
}
