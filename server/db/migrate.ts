import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Database, OwnerConnection } from './client'
import { loadCodeTables } from './load-code-tables'

const lockKey = 7_301_955

const lockSeconds = 60

/** The roles a transaction takes; the application's login is a member of each. */
export const doorRoles = [
  'plumbline_app',
  'plumbline_identity',
  'plumbline_rater',
  'plumbline_operator',
  'plumbline_publisher',
  'plumbline_courier',
  'plumbline_reader',
  'plumbline_indexer',
] as const
export type DoorRole = (typeof doorRoles)[number]

/**
 * Brings a database to this version: roles, tables, policies and code tables. Safe to run again
 * and from several processes at once.
 */
export async function migrate(db: Database, folder = resolve('drizzle')): Promise<void> {
  await db.withOwner((owner) =>
    alone(owner, async () => {
      await prepareRoles(owner)
      await owner.query('SET ROLE plumbline_owner')
      try {
        await applyMigrations(owner, folder)
        await loadCodeTables(owner)
      } finally {
        await owner.query('RESET ROLE')
      }
    }),
  )
}

/** Keeps every other process from migrating or restoring this database meanwhile. */
export async function alone<T>(owner: OwnerConnection, work: () => Promise<T>): Promise<T> {
  await owner.query(`SELECT pg_advisory_lock(${lockKey})`)
  try {
    // Whoever reads a table that a migration waits for waits behind it: rather no migration than a standing site.
    await owner.query(`SET lock_timeout = '${lockSeconds}s'`)
    return await work()
  } finally {
    await owner.query('RESET lock_timeout')
    await owner.query(`SELECT pg_advisory_unlock(${lockKey})`)
  }
}

/**
 * Makes the roles, grants and extensions that tables and policies name. They belong to the cluster,
 * not to the database, so a backup does not carry them.
 */
export async function prepareRoles(owner: OwnerConnection): Promise<void> {
  const roles = ['plumbline_owner', ...doorRoles]
  for (const role of roles) {
    await owner.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${role}') THEN
        CREATE ROLE ${role} NOLOGIN NOBYPASSRLS;
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`)
  }
  const { rows } = await owner.query('SELECT current_user AS name, current_database() AS db')
  const login = quote(String(rows[0]?.name))
  const name = quote(String(rows[0]?.db))
  const app = quote(owner.appLogin)
  await owner.query(`GRANT plumbline_owner TO ${login}`)
  await owner.query(`GRANT ${doorRoles.join(', ')} TO ${app}`)
  await owner.query(`GRANT CREATE ON DATABASE ${name} TO plumbline_owner`)
  await owner.query('GRANT USAGE, CREATE ON SCHEMA public TO plumbline_owner')
  await owner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm')
  await owner.query('CREATE EXTENSION IF NOT EXISTS unaccent')
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * Applies each `NNNN_name.sql` of the folder once, in order, each in a transaction of its own. One
 * runner for both engines: the embedded one takes several commands at once only outside the
 * extended protocol, which the library's own migrator always uses.
 */
async function applyMigrations(owner: OwnerConnection, folder: string): Promise<void> {
  await owner.query(`CREATE SCHEMA IF NOT EXISTS plumbline_migrations;
    CREATE TABLE IF NOT EXISTS plumbline_migrations.applied (
      name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
    ALTER TABLE plumbline_migrations.applied ADD COLUMN IF NOT EXISTS checksum text`)
  const applied = await checkApplied(owner, folder)
  for (const name of migrationNames(folder)) {
    if (applied.has(name)) continue
    const { text, checksum } = readMigration(folder, name)
    await owner.query('BEGIN')
    try {
      await owner.query(text)
      await owner.query(
        'INSERT INTO plumbline_migrations.applied (name, checksum) VALUES ($1, $2)',
        [name, checksum],
      )
      await owner.query('COMMIT')
    } catch (error) {
      await owner.query('ROLLBACK')
      throw new Error(`Migration ${name} failed and was rolled back.`, { cause: error })
    }
  }
}

/**
 * The names of what was applied; refuses a file that is no longer what was applied, for then this database is not what
 * the files say. One that was applied before checksums were kept gets its own now.
 */
async function checkApplied(owner: OwnerConnection, folder: string): Promise<Set<string>> {
  const { rows } = await owner.query('SELECT name, checksum FROM plumbline_migrations.applied')
  const applied = new Map(rows.map((row) => [String(row.name), row.checksum]))
  const shipped = migrationNames(folder)
    .filter((name) => applied.has(name))
    .map((name) => ({ name, kept: applied.get(name), ...readMigration(folder, name) }))
  const changed = shipped.filter(({ kept, checksum }) => kept !== null && kept !== checksum)
  if (changed.length > 0) throw new Error(wasChanged(changed.map(({ name }) => name)))
  for (const { name, checksum } of shipped.filter(({ kept }) => kept === null)) {
    await owner.query('UPDATE plumbline_migrations.applied SET checksum = $2 WHERE name = $1', [
      name,
      checksum,
    ])
  }
  return new Set(applied.keys())
}

function readMigration(folder: string, name: string): { text: string; checksum: string } {
  const text = readFileSync(join(folder, name), 'utf8')
  return { text, checksum: createHash('sha256').update(text).digest('hex') }
}

function wasChanged(names: readonly string[]): string {
  const files = names.map((name) => `drizzle/${name}`).join(', ')
  return `Nothing was migrated: ${files} was changed after this database had applied it. Restore the file as it was released, and put what is to change into a new migration.`
}

/** The migrations this version ships, in the order they apply. */
export function migrationNames(folder = resolve('drizzle')): string[] {
  return readdirSync(/*turbopackIgnore: true*/ folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort()
}
