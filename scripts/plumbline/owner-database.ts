import { type Database, database, type OwnerConnection } from '@/server/db/client'
import { env } from '@/server/env'
import { say } from './command'

/** The database and the login that backs it up and restores it. PostgreSQL only. */
export async function ownerDatabase(): Promise<{ db: Database; url: string }> {
  const url = env().DATABASE_OWNER_URL ?? env().DATABASE_URL
  if (!url) {
    throw new Error(say('backup.embedded'))
  }
  return { db: await database(), url }
}

/** Row-level security holds the tables' owner too, so only a login that passes it sees every row. */
export async function refuseBlindLogin(owner: OwnerConnection): Promise<void> {
  const { rows } = await owner.query(
    'SELECT rolname AS name, rolsuper OR rolbypassrls AS sees FROM pg_roles WHERE rolname = current_user',
  )
  if (rows[0]?.sees) return
  throw new Error(say('backup.blind', { login: String(rows[0]?.name) }))
}

/** Lets Ctrl-C and SIGTERM stop the work in order, so that it leaves nothing half-done. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const stop = () => controller.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
