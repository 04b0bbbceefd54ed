import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, selectRows, type Transaction } from '@/server/db/tenancy'
import { quarterOf } from '@/server/domain/map-cells'
import { requireOperator } from '@/server/services/authorize'
import { type Context, systemContext } from '@/server/services/context'
import { type EmployerRegister, loadEmployers } from './employer-register'
import { finishRelease } from './finish-release'
import type { Moment } from './release-item'
import { ReleaseProblem, type ReleaseTrigger, releaseSubject, takeTouches } from './release-subject'

export type RunRelease = {
  trigger: ReleaseTrigger
  /** Told after each subject, inside its transaction: throwing undoes that subject and stops the run. */
  progress?: (done: ReleaseProgress) => void
}

export type ReleaseProgress = { step: 'subject' | 'finish'; subjects: number; versions: number }

export const ReleaseReport = z.object({
  /** Null when nothing was published. */
  releaseNo: z.number().int().nullable(),
  subjects: z.number().int(),
  versions: z.number().int(),
  /** Answers read, for measuring. */
  scores: z.number().int(),
  problems: z.array(ReleaseProblem),
})
export type ReleaseReport = z.infer<typeof ReleaseReport>

/**
 * Publishes whatever has become publishable (METHOD §8.3 R5): every touched subject in a transaction of its own, then
 * the release is numbered off, frozen and given its digest. Stop it anywhere and run it again: subjects that were
 * done stay done, the others are still in the outbox, and the unfinished release is taken up. A run that finds
 * nothing to publish writes no release. Two runs at once share the work, one subject at a time.
 */
export async function runRelease(ctx: Context, input: RunRelease): Promise<ReleaseReport> {
  if (ctx.actor.kind !== 'job' && ctx.actor.kind !== 'command') {
    await requireOperator(ctx, 'release.run')
  }
  const moment: Moment = { asOf: ctx.now, quarter: quarterOf(ctx.now) }
  const report: ReleaseReport = {
    releaseNo: null,
    subjects: 0,
    versions: 0,
    scores: 0,
    problems: [],
  }
  const employers = await asPublisher(async (tx) => {
    await takeLock(tx)
    await expandEmployers(tx, moment)
    return loadEmployers(tx, moment.asOf)
  })
  while (await releaseNext(moment, employers, input, report)) {
    // Each subject is a transaction of its own.
  }
  report.releaseNo = await asPublisher(async (tx) => {
    await takeLock(tx)
    const no = await finishRelease(tx, ctx, moment, report.problems)
    input.progress?.({ step: 'finish', subjects: report.subjects, versions: report.versions })
    return no
  })
  return report
}

/** The context of a release that nobody asked for. */
export function releaseContext(now: Date = new Date()): Context {
  return systemContext('job', 'release', now)
}

async function releaseNext(
  moment: Moment,
  employers: EmployerRegister,
  input: RunRelease,
  report: ReleaseReport,
): Promise<boolean> {
  return asPublisher(async (tx) => {
    await takeLock(tx)
    const subject = await nextTouched(tx, moment)
    if (!subject) return false
    await takeTouches(tx, subject.id)
    const outcome = await releaseSubject(tx, subject, employers, moment, input.trigger)
    const subjects = report.subjects + 1
    const versions = report.versions + outcome.versions
    input.progress?.({ step: 'subject', subjects, versions })
    report.subjects = subjects
    report.versions = versions
    report.scores += outcome.scores
    report.problems.push(...outcome.problems)
    return true
  })
}

/** Releases wait for one another at every step; the number is this lock's name and means nothing else. */
async function takeLock(tx: Transaction): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(7058341)`)
}

const Touched = z.object({ id: z.string(), kind: z.enum(['occupation', 'credential']) })

async function nextTouched(tx: Transaction, { asOf }: Moment) {
  const [subject] = await selectRows(
    tx,
    Touched,
    sql`SELECT s.id, s.kind FROM outbox o JOIN subject s ON s.id = o.subject_id
        WHERE o.kind = 'subject.touched' AND o.available_at <= ${asOf.toISOString()}::timestamptz
        ORDER BY o.available_at, o.subject_id, o.id LIMIT 1 FOR UPDATE OF o SKIP LOCKED`,
  )
  return subject
}

/** An employer that was confirmed, merged, moved or deleted touches everything it has answered. */
async function expandEmployers(tx: Transaction, { asOf }: Moment): Promise<void> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  await tx.execute(sql`
    WITH RECURSIVE touched AS (
      DELETE FROM outbox WHERE kind = 'employer.touched' AND available_at <= ${at}
      RETURNING subject_id AS employer_id
    ), whole AS (
      SELECT employer_id FROM touched
      UNION
      SELECT o.id FROM organization o JOIN whole w ON coalesce(o.merged_into_id, o.parent_id) = w.employer_id
    )
    INSERT INTO outbox (subject_id, id, kind, payload, available_at)
    SELECT s.subject_id, gen_random_uuid(), 'subject.touched', '{}'::jsonb, ${at}
    FROM (SELECT subject_id FROM rating WHERE organization_id IN (SELECT employer_id FROM whole)
          UNION
          SELECT subject_id FROM requirement_statement
          WHERE organization_id IN (SELECT employer_id FROM whole)
          UNION
          SELECT subject_id FROM cohort_member WHERE employer_id IN (SELECT employer_id FROM whole)
          UNION
          SELECT subject_id FROM pending_vote WHERE employer_id IN (SELECT employer_id FROM whole)) s`)
}
