import { z } from 'zod'
import type { OwnerConnection } from './client'

const InventoryTable = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  hash: z.string(),
})
type InventoryTable = z.infer<typeof InventoryTable>

const InventoryObject = z.strictObject({
  kind: z.enum([
    'role',
    'owner',
    'extension',
    'row security',
    'policy',
    'grant',
    'function',
    'trigger',
    'constraint',
    'index',
  ]),
  name: z.string(),
  definition: z.string(),
})
export type InventoryObject = z.infer<typeof InventoryObject>

/** All that a database holds, told so that two can be compared: every row by a hash, every rule by name. */
export const Inventory = z.strictObject({
  /** The server's major version: another one may word the same definition otherwise. */
  server: z.number().int(),
  migrations: z.array(z.string()),
  tables: z.array(InventoryTable),
  objects: z.array(InventoryObject),
})
export type Inventory = z.infer<typeof Inventory>

/**
 * Takes the inventory of the database in the transaction that is open, which says whose snapshot it
 * is. `columns` names, by table, the columns to hash where another inventory has to be met.
 */
export async function takeInventory(
  owner: OwnerConnection,
  columns: ReadonlyMap<string, string[]> = new Map(),
): Promise<Inventory> {
  for (const setting of comparable) await owner.query(`SET LOCAL ${setting}`)
  const tables: InventoryTable[] = []
  for (const table of await listTables(owner)) {
    const wanted = columns.get(table.name) ?? table.columns
    const hashed = wanted.filter((column) => table.columns.includes(column))
    tables.push({ ...table, columns: hashed, ...(await hashRows(owner, table.name, hashed)) })
  }
  const objects = z.array(InventoryObject).parse((await owner.query(objectsSql)).rows)
  return {
    server: await serverMajor(owner),
    migrations: await appliedMigrations(owner),
    tables,
    objects: objects.sort((a, b) => (told(a) < told(b) ? -1 : 1)),
  }
}

/** The major version of the server. */
export async function serverMajor(owner: OwnerConnection): Promise<number> {
  const { rows } = await owner.query("SELECT current_setting('server_version_num') AS number")
  return Math.floor(Number(rows[0]?.number) / 10_000)
}

// Rows are compared as text, so what decides how a value is written is the same everywhere. Without
// row security a login that may not read every row is refused, not shown fewer.
const comparable = [
  'search_path = pg_catalog',
  "TimeZone = 'UTC'",
  "DateStyle = 'ISO, YMD'",
  "IntervalStyle = 'postgres'",
  "bytea_output = 'hex'",
  'extra_float_digits = 1',
  'statement_timeout = 0',
  'idle_in_transaction_session_timeout = 0',
  'row_security = off',
]

const own = (schema: string) =>
  `${schema} <> 'information_schema' AND ${schema} !~ '^pg_' AND ${schema} IS NOT NULL`

const notOfExtension = (catalog: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`

/** Tables whose rows mean something in this cluster alone, and are carried into no other: numbers of its transactions. */
export const NOT_CARRIED = ['public.map_change']

async function listTables(owner: OwnerConnection): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await owner.query(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name,
           array_agg(format('%I', a.attname) ORDER BY a.attnum) AS columns
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND ${own('n.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
    GROUP BY 1 ORDER BY 1`)
  const tables = z.array(z.object({ name: z.string(), columns: z.array(z.string()) })).parse(rows)
  return tables.filter(({ name }) => !NOT_CARRIED.includes(name))
}

// A sum does not depend on the order in which rows are read, so nothing has to be sorted.
async function hashRows(
  owner: OwnerConnection,
  table: string,
  columns: string[],
): Promise<{ rows: number; hash: string }> {
  const { rows } = await owner.query(`
    SELECT count(*)::int AS rows,
           md5(concat(sum(('x' || left(h, 16))::bit(64)::bigint::numeric), ':',
                      sum(('x' || right(h, 16))::bit(64)::bigint::numeric))) AS hash
    FROM (SELECT md5(ROW(${columns.join(', ')})::text) AS h FROM ${table}) hashed`)
  return z.object({ rows: z.number(), hash: z.string() }).parse(rows[0])
}

async function appliedMigrations(owner: OwnerConnection): Promise<string[]> {
  const known = await owner.query("SELECT to_regclass('plumbline_migrations.applied') AS found")
  if (known.rows[0]?.found === null) return []
  const { rows } = await owner.query('SELECT name FROM plumbline_migrations.applied ORDER BY name')
  return rows.map(({ name }) => String(name))
}

function told({ kind, name }: InventoryObject): string {
  return `${kind} ${name}`
}

const relation = "format('%I.%I', n.nspname, c.relname)"
const grantee = "CASE WHEN g.grantee = 0 THEN 'everybody' ELSE g.grantee::regrole::text END"

// What an owner may do with its own is left out: it is the server's default, and grows with its version.
const objectsSql = `
  SELECT 'role' AS kind, rolname::text AS name,
         format('login %s, superuser %s, passes row security %s', rolcanlogin, rolsuper, rolbypassrls) AS definition
  FROM pg_roles r WHERE EXISTS (SELECT FROM pg_shdepend s
    WHERE s.refclassid = 'pg_authid'::regclass AND s.refobjid = r.oid AND s.deptype IN ('o', 'a', 'r')
      AND s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND s.classid <> 'pg_extension'::regclass
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = s.classid AND d.objid = s.objid AND d.deptype = 'e'))
  UNION ALL
  SELECT 'owner', ${relation}, c.relowner::regrole::text
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND c.relpersistence <> 't' AND ${own('n.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
  UNION ALL
  SELECT 'extension', extname::text, '' FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL
  SELECT 'row security', ${relation}, format('on %s, for the owner too %s', c.relrowsecurity, c.relforcerowsecurity)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND ${own('n.nspname')}
  UNION ALL
  SELECT 'policy', format('%I on %I.%I', policyname, schemaname, tablename),
         format('%s for %s to %s using %s check %s', permissive, cmd, roles, qual, with_check)
  FROM pg_policies WHERE ${own('schemaname')}
  UNION ALL
  SELECT 'grant', format('%s on %s to %s', g.privilege_type, ${relation}, ${grantee}), format('may pass on %s', g.is_grantable)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
       aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g
  WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't' AND ${own('n.nspname')} AND g.grantee <> c.relowner AND ${notOfExtension('pg_class', 'c.oid')}
  UNION ALL
  SELECT 'grant', format('%s (%I) on %s to %s', g.privilege_type, a.attname, ${relation}, ${grantee}), format('may pass on %s', g.is_grantable)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped, aclexplode(a.attacl) g
  WHERE c.relpersistence <> 't' AND ${own('n.nspname')}
  UNION ALL
  SELECT 'grant', format('%s on schema %I to %s', g.privilege_type, n.nspname, ${grantee}), format('may pass on %s', g.is_grantable)
  FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) g
  WHERE ${own('n.nspname')} AND g.grantee <> n.nspowner
  UNION ALL
  SELECT 'grant', format('%s on %s to %s', g.privilege_type, p.oid::regprocedure, ${grantee}), format('may pass on %s', g.is_grantable)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
  WHERE ${own('n.nspname')} AND g.grantee <> p.proowner AND ${notOfExtension('pg_proc', 'p.oid')}
  UNION ALL
  SELECT 'function', p.oid::regprocedure::text, format('of %s: %s', p.proowner::regrole, pg_get_functiondef(p.oid))
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.prokind IN ('f', 'p') AND ${own('n.nspname')} AND ${notOfExtension('pg_proc', 'p.oid')}
  UNION ALL
  SELECT 'trigger', format('%I on %s', t.tgname, ${relation}), format('%s %s', t.tgenabled, pg_get_triggerdef(t.oid))
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND ${own('n.nspname')}
  UNION ALL
  SELECT 'constraint', format('%I on %s', k.conname, ${relation}), pg_get_constraintdef(k.oid)
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE k.contype IN ('c', 'f', 'p', 'u', 'x') AND c.relpersistence <> 't' AND ${own('n.nspname')}
  UNION ALL
  SELECT 'index', ${relation}, format('valid %s: %s', i.indisvalid, pg_get_indexdef(i.indexrelid))
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relpersistence <> 't' AND ${own('n.nspname')}`
