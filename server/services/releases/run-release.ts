import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, patiently, selectRows, type Transaction } from '@/server/db/tenancy'
import { quarterOf } from '@/server/domain/method/map-cells'
import type { ReleaseTrigger } from '@/server/domain/method/release-triggers'
import { SUBJECT_KINDS } from '@/server/domain/scales'
import { requireOperator } from '@/server/services/authorize'
import { type Context, systemContext } from '@/server/services/context'
import { lockReleases } from '@/server/services/release-lock'
import { closedCycles, markCounted } from './due-cycles'
import { type EmployerRegister, loadEmployers } from './employer-register'
import { finishRelease } from './finish-release'
import type { Moment } from './release-stored-item'
import { type ReadSubject, ReleaseProblem, readSubject, releaseSubject } from './release-subject'

export type RunRelease = {
  trigger: ReleaseTrigger
  /** Told after each subject, inside its transaction: throwing undoes the transaction and stops the run. */
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
 * Publishes whatever has become publishable (METHOD §8.3 R5): cycles that have closed in a run of their own, everything
 * else once a quarter; touched subjects a few to a transaction, then the release is numbered off, frozen and given its digest. Stop it anywhere and run it again: subjects that were
 * done stay done, the others are still in the outbox, and the unfinished release is taken up. A run that finds
 * nothing to publish writes no release. Two runs at once share the work, one subject at a time.
 */
export function runRelease(ctx: Context, input: RunRelease): Promise<ReleaseReport> {
  return patiently(() => releaseAll(ctx, input))
}

async function releaseAll(ctx: Context, input: RunRelease): Promise<ReleaseReport> {
  if (ctx.actor.kind !== 'job' && ctx.actor.kind !== 'command') {
    await requireOperator(ctx, 'release.run')
  }
  const report: ReleaseReport = {
    releaseNo: null,
    subjects: 0,
    versions: 0,
    scores: 0,
    problems: [],
  }
  const { employers, closed } = await asPublisher(async (tx) => {
    await lockReleases(tx)
    await expandEmployers(tx, ctx.now)
    const register = await loadEmployers(tx, ctx.now)
    return { employers: register, closed: await closedCycles(tx, ctx.now, register) }
  })
  const moment: Moment = { asOf: ctx.now, quarter: quarterOf(ctx.now), due: closed.due }
  while (await releaseNext(moment, employers, input, report)) {
    // Some subjects a transaction, until none is left.
  }
  report.releaseNo = await asPublisher(async (tx) => {
    await lockReleases(tx)
    await markCounted(tx, closed.ids, moment.asOf)
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
  const done = await asPublisher(async (tx) => {
    await lockReleases(tx)
    const sums = { ...report, problems: [...report.problems] }
    const run = { tx, moment, employers, trigger: input.trigger }
    for await (const { read, busy } of readAhead(tx, moment, employers)) {
      const outcome = await releaseSubject(run, read, busy)
      sums.subjects += 1
      sums.versions += outcome.versions
      sums.scores += outcome.scores
      sums.problems.push(...outcome.problems)
      input.progress?.({ step: 'subject', subjects: sums.subjects, versions: sums.versions })
    }
    return sums
  })
  const more = done.subjects > report.subjects
  Object.assign(report, done)
  return more
}

/** Touched subjects one by one; while one is decided the transaction is `busy` reading the next. */
async function* readAhead(
  tx: Transaction,
  moment: Moment,
  employers: EmployerRegister,
): AsyncGenerator<{ read: ReadSubject; busy: Promise<unknown> }> {
  const subjects = await takeTouched(tx, moment)
  let next: Promise<ReadSubject> | null = null
  for (const [at, subject] of subjects.entries()) {
    const read: ReadSubject = await (next ?? readSubject(tx, subject, employers, moment))
    const following = subjects[at + 1]
    next = following ? readSubject(tx, following, employers, moment) : null
    // Heard of when its turn comes; until then a failed transaction is not a failed process.
    next?.catch(() => undefined)
    yield { read, busy: next ?? Promise.resolve() }
  }
}

const Touched = z.object({ id: z.string(), kind: z.enum(SUBJECT_KINDS) })

/** Subjects released in one transaction: enough to keep its cost small beside theirs, few enough to lose little. */
const TOGETHER = 25

/**
 * Takes subjects with everything they were touched for, now and later: the release leaves the next look itself. Taken
 * before the answers are read, so an answer sent meanwhile leaves a touch of its own.
 */
async function takeTouched(tx: Transaction, { asOf }: Moment): Promise<z.infer<typeof Touched>[]> {
  const taken = await selectRows(
    tx,
    z.object({ subject_id: z.string() }),
    sql`DELETE FROM outbox WHERE kind = 'subject.touched' AND subject_id IN (
          SELECT o.subject_id FROM outbox o JOIN subject s ON s.id = o.subject_id
          WHERE o.kind = 'subject.touched' AND o.available_at <= ${asOf.toISOString()}::timestamptz
          GROUP BY o.subject_id ORDER BY min(o.available_at), o.subject_id LIMIT ${TOGETHER})
        RETURNING subject_id`,
  )
  const ids = `{${taken.map((row) => row.subject_id).join(',')}}`
  return selectRows(
    tx,
    Touched,
    sql`SELECT id, kind FROM subject WHERE id = ANY(${ids}::uuid[]) ORDER BY id`,
  )
}

/** An employer that was confirmed, merged, moved or deleted touches everything it has answered. */
async function expandEmployers(tx: Transaction, asOf: Date): Promise<void> {
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
          SELECT subject_id FROM cohort WHERE members && ARRAY(SELECT employer_id FROM whole)
          UNION
          SELECT subject_id FROM pending_vote WHERE employer_id IN (SELECT employer_id FROM whole)) s`)
}
