import { database } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { patiently } from '@/server/db/tenancy'
import { readEnv } from '@/server/env'
import { startTicker } from '@/server/jobs/ticker'

/** Checks the configuration, brings the database up to date, then serves and runs the jobs. */
export async function start(): Promise<void> {
  if (process.env.NEXT_PHASE === 'phase-production-build') return
  const result = readEnv(process.env)
  if (!result.ok) {
    process.stderr.write(`Plumbline cannot start.\n${result.problems.join('\n')}\n`)
    process.exit(78)
  }
  for (const warning of result.warnings) process.stderr.write(`Warning: ${warning}\n`)
  try {
    await migrate(await database())
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : 'The database did not open.'}\n`,
    )
    process.exit(75)
  }
  const stopTicker = patiently(startTicker)
  process.once('SIGTERM', stopTicker)
  process.once('SIGINT', stopTicker)
}
