import { answerAway } from '@/server/away-status'
import { checkLogin } from '@/server/db/check-login'
import { database } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { patiently } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { startTicker } from '@/server/jobs/ticker'
import { sayAtDoor } from '@/server/say-at-door'
import { keepOwnSpansOnly } from '@/server/tracing'
import { sayFailure } from '@/server/words/say-failure'
import { sayWarning } from '@/server/words/say-settings'

/** Brings the database up to date, then serves and runs the jobs. */
export async function openSite(): Promise<void> {
  keepOwnSpansOnly()
  try {
    const db = await database()
    await migrate(db)
    const warnings = env().NODE_ENV === 'production' ? await checkLogin(db) : []
    for (const warning of warnings) process.stderr.write(`${sayWarning(warning)}\n`)
  } catch (error) {
    process.stderr.write(`${sayFailure(error)}\n`)
    process.exit(75)
  }
  answerAway()
  sayAtDoor()
  const stopTicker = patiently(startTicker)
  process.once('SIGTERM', stopTicker)
  process.once('SIGINT', stopTicker)
}
