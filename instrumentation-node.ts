import { answerAway } from '@/server/away-status'
import { checkLogin } from '@/server/db/check-login'
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
  warn([...result.warnings, ...result.unsettled])
  try {
    const db = await database()
    await migrate(db)
    if (result.env.NODE_ENV === 'production') warn(await checkLogin(db))
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : 'The database did not open.'}\n`,
    )
    process.exit(75)
  }
  answerAway()
  const stopTicker = patiently(startTicker)
  process.once('SIGTERM', stopTicker)
  process.once('SIGINT', stopTicker)
}

function warn(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`Warning: ${warning}\n`)
}
