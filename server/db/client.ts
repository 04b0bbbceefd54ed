import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle as drizzlePg, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { atBuild, type Env, env } from '@/server/env'
import {
  type Connections,
  errandPatience,
  jobPatience,
  openConnections,
  requestPatience,
} from './connections'
import { lockFolder } from './folder-lock'
import { runTransaction } from './transaction'

export type Engine = 'postgres' | 'embedded'

export type Database = {
  engine: Engine
  /** The application's login. */
  app: Connections
  /** The same login where nobody waits: jobs, mail, releases. */
  jobs: Connections
  /** The same login for what one person starts that takes its time, so that no number of them keeps a job waiting. */
  errands: Connections
  /** May be a replica. */
  reader: Connections
  /** One connection, outside any door: migrations only. */
  withOwner<T>(fn: (run: OwnerConnection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export type OwnerConnection = {
  db: NodePgDatabase
  query(text: string, params?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  /** The application's login, which is granted the door roles. */
  appLogin: string
}

const held: typeof globalThis & { plumblineDatabase?: Promise<Database> | undefined } = globalThis

/** The process's one database, opened on first use; a failed opening is not remembered. */
export function database(): Promise<Database> {
  if (atBuild) {
    throw new Error('A build has no database: a page without parameters that reads it is dynamic.')
  }
  if (!held.plumblineDatabase) {
    held.plumblineDatabase = openDatabase(env()).catch((error: unknown) => {
      held.plumblineDatabase = undefined
      throw error
    })
  }
  return held.plumblineDatabase
}

/** Makes every door of this process use the given database; tests and commands only. */
export function adoptDatabase(db: Database): void {
  held.plumblineDatabase = Promise.resolve(db)
}

export async function closeDatabase(): Promise<void> {
  const open = held.plumblineDatabase
  held.plumblineDatabase = undefined
  if (open) await (await open).close()
}

export function openDatabase(settings: Env): Promise<Database> {
  if (settings.DATABASE_URL) {
    return Promise.resolve(
      openPostgres(
        settings.DATABASE_URL,
        settings.DATABASE_OWNER_URL,
        settings.DATABASE_READER_URL,
      ),
    )
  }
  return openEmbedded(resolve(settings.PLUMBLINE_DATA))
}

/** `patience` is how long a request may wait; what is done for jobs has its own. */
export function openPostgres(
  appUrl: string,
  ownerUrl = appUrl,
  readerUrl = appUrl,
  patience = requestPatience,
): Database {
  const app = openConnections(appUrl, patience)
  const jobs = openConnections(appUrl, jobPatience)
  const errands = openConnections(appUrl, errandPatience)
  const reader = readerUrl === appUrl ? app : openConnections(readerUrl, patience)
  return {
    engine: 'postgres',
    app,
    jobs,
    errands,
    reader,
    async withOwner(fn) {
      const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 20_000 })
      client.on('error', () => undefined)
      await client.connect()
      try {
        return await fn({
          db: drizzlePg(client, { casing: 'snake_case' }),
          query: (text, params) => client.query(text, params),
          appLogin: decodeURIComponent(new URL(appUrl).username) || 'postgres',
        })
      } finally {
        await client.end()
      }
    },
    async close() {
      await Promise.all([...new Set([app, jobs, errands, reader])].map((each) => each.end()))
    },
  }
}

/** Opens the embedded database in a folder, or in memory without one. */
export async function openEmbedded(
  folder?: string,
  snapshot?: Blob,
): Promise<Database & { client: PGlite; dump(): Promise<Blob> }> {
  let unlock = () => {}
  if (folder) {
    mkdirSync(dirname(folder), { recursive: true })
    const release = lockFolder(folder)
    process.once('exit', release)
    unlock = () => {
      process.off('exit', release)
      release()
    }
  }
  const { PGlite, drizzlePglite, pg_trgm, unaccent } = await embeddedEngine()
  const client = new PGlite({
    ...(folder ? { dataDir: folder } : {}),
    ...(snapshot ? { loadDataDir: snapshot } : {}),
    extensions: { pg_trgm, unaccent },
  })
  try {
    await client.waitReady
  } catch (error) {
    unlock()
    throw error
  }
  const db = sameDialect(drizzlePglite(client, { casing: 'snake_case' }))
  const connections = oneConnection(db)
  return {
    engine: 'embedded',
    app: connections,
    jobs: connections,
    errands: connections,
    reader: connections,
    client,
    dump: () => client.dumpDataDir('none'),
    withOwner: (fn) =>
      fn({
        db,
        query: async (text, params) => {
          if (params && params.length > 0) return client.query(text, params)
          const results = await client.exec(text)
          return { rows: results.at(-1)?.rows ?? [] }
        },
        appLogin: 'postgres',
      }),
    async close() {
      await client.close()
      unlock()
    },
  }
}

/** Loaded where it is used alone: it is much of the memory of a command that speaks to PostgreSQL. */
async function embeddedEngine() {
  const [{ PGlite }, { drizzle }, { pg_trgm }, { unaccent }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('drizzle-orm/pglite'),
    import('@electric-sql/pglite/contrib/pg_trgm'),
    import('@electric-sql/pglite/contrib/unaccent'),
  ])
  return { PGlite, drizzlePglite: drizzle, pg_trgm, unaccent }
}

/** The embedded database's: one statement after another. What had failed refuses the last one too, and so is not committed. */
function oneConnection(db: NodePgDatabase): Connections {
  return {
    transaction: (work, local = {}) =>
      db.transaction((tx) => {
        const settings = Object.entries(local).map(
          ([name, value]) => sql`set_config(${name}, ${value}, true)`,
        )
        const opening =
          settings.length > 0
            ? [tx.execute(sql`SELECT ${sql.join(settings, sql`, `)}`).execute()]
            : []
        return runTransaction(tx, opening, { work, end: () => tx.execute(sql`SELECT 1`).execute() })
      }),
  }
}

/**
 * Both drivers speak one dialect and answer raw statements with `rows`, which is all the code
 * above this file relies on; one type for both keeps every service free of the difference.
 */
function sameDialect(db: unknown): NodePgDatabase {
  return db as NodePgDatabase
}
