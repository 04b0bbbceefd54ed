import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows } from '@/server/db/tenancy'
import { mailTries } from '@/server/services/mail/deliver-mail'
import { waitingMail } from '@/server/services/mail/mail-waiting'

/**
 * What can be late: nobody does the jobs at all; one of those that come round has not; what lists read is older than what
 * it is made of; the night's release has not begun two hours into the day, or was left half made; mail has not left.
 */
export const lateThings = [
  'jobs',
  'cycles',
  'cycle-totals',
  'confirmations',
  'decisions',
  'lines',
  'retention',
  'release',
  'mail',
] as const

export type LateThing = (typeof lateThings)[number]

/** Minutes after which a job that comes round is late, or the lines of lists. */
const PATIENCE = {
  jobs: 15,
  cycles: 15,
  'cycle-totals': 180,
  confirmations: 180,
  decisions: 180,
  lines: 15,
  retention: 180,
} as const

const RELEASE_HOURS = 2
const HALF_MADE_MINUTES = 30
const MAIL_MINUTES = 10

const Late = z.object({ what: z.enum(lateThings) })

/**
 * What is late by the clock. Anybody may ask, so nothing here moves with an answer: jobs and releases come round whatever
 * was sent, and of mail the note is left out that a rater may ask for after a Send.
 */
export async function readLateness(now: Date): Promise<LateThing[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const ago = (minutes: number) => sql`${at} - make_interval(mins => ${minutes})`
  const rows = await asOperator((tx) =>
    selectRows(
      tx,
      Late,
      sql`SELECT 'jobs' AS what WHERE NOT EXISTS (
            SELECT 1 FROM job_run WHERE ran_at > ${ago(PATIENCE.jobs)})
          UNION ALL
          SELECT job FROM job_run
          WHERE (job = 'cycles' AND ran_at < ${ago(PATIENCE.cycles)})
             OR (job = 'cycle-totals' AND ran_at < ${ago(PATIENCE['cycle-totals'])})
             OR (job = 'confirmations' AND ran_at < ${ago(PATIENCE.confirmations)})
             OR (job = 'decisions' AND ran_at < ${ago(PATIENCE.decisions)})
             OR (job = 'retention' AND ran_at < ${ago(PATIENCE.retention)})
          UNION ALL
          SELECT 'lines' WHERE ${ago(PATIENCE.lines)} > least(
            (SELECT looked_at FROM map_line_state), (SELECT min(marked_at) FROM map_line_due))
          UNION ALL
          SELECT 'release' WHERE EXISTS (
            SELECT 1 FROM job_run
            WHERE (job = 'nightly-release' AND ran_at < date_trunc('day', ${at} - make_interval(hours => ${RELEASE_HOURS}), 'UTC'))
               OR (job = 'nightly-release-maker' AND ran_at < ${ago(HALF_MADE_MINUTES)}))
          UNION ALL
          SELECT 'mail' WHERE EXISTS (
            SELECT 1 FROM ${waitingMail}
            WHERE attempts < ${mailTries} AND due < ${ago(MAIL_MINUTES)})`,
    ),
  )
  return lateThings.filter((what) => rows.some((row) => row.what === what))
}

const FOR = 5_000
const WAIT = 2_000

let shared: { until: number; late: Promise<LateThing[]> } | undefined

/** As `readLateness`, at most every five seconds however many ask; nothing when the database does not answer soon. */
export function sharedLateness(now: Date = new Date(), read = readLateness): Promise<LateThing[]> {
  if (!shared || shared.until <= now.getTime()) {
    shared = { until: now.getTime() + FOR, late: within(WAIT, read(now)).catch(() => []) }
  }
  return shared.late
}

/** Who asks whether the site is ready waits for no more than that. */
function within(milliseconds: number, late: Promise<LateThing[]>): Promise<LateThing[]> {
  return Promise.race([late, sleep(milliseconds, [], { ref: false })])
}
