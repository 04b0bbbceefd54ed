import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asReader, selectRows } from '@/server/db/tenancy'

/** Whether the database answers, in so many milliseconds, and its tables are there. */
export async function checkReadiness(patience = 3_000): Promise<boolean> {
  const late = new AbortController()
  try {
    return await Promise.race([tablesAreThere(), notWithin(patience, late.signal)])
  } catch {
    return false
  } finally {
    late.abort()
  }
}

let shared: Promise<boolean> | undefined

/** As `checkReadiness`, once a second however many ask: anybody may, and each asking takes a connection. */
export function sharedReadiness(check = checkReadiness): Promise<boolean> {
  shared ??= check().finally(() => {
    setTimeout(() => {
      shared = undefined
    }, 1_000).unref()
  })
  return shared
}

async function tablesAreThere(): Promise<boolean> {
  const rows = await asReader((tx) =>
    selectRows(
      tx,
      z.object({ ready: z.boolean() }),
      sql`SELECT has_table_privilege('cohort_version', 'SELECT') AS ready`,
    ),
  )
  return rows[0]?.ready ?? false
}

async function notWithin(milliseconds: number, signal: AbortSignal): Promise<false> {
  await sleep(milliseconds, undefined, { signal })
  return false
}
