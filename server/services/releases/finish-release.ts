import { createHash } from 'node:crypto'
import { eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { releases } from '@/server/db/schema/releases'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { recordAudit, recordAudits } from '@/server/services/audit'
import type { Context } from '@/server/services/context'
import { carryReferences } from './release-references'
import type { Moment } from './release-stored-item'
import type { ReleaseProblem } from './release-subject'

/** The record of an item that a release left out because it cannot be right. */
export const LEFT_OUT = 'release.leave-out'

/**
 * Freezes the open release, if there is one: its digest over everything it published, the published averages scores
 * start from, and the day the public sees it. Returns its number, or null when nothing was published.
 */
export async function finishRelease(
  tx: Transaction,
  ctx: Context,
  moment: Moment,
  problems: readonly ReleaseProblem[],
): Promise<number | null> {
  await auditProblems(tx, ctx, problems)
  const [open] = await tx.select().from(releases).where(isNull(releases.finishedAt))
  if (!open) return null
  await carryReferences(tx, open.no)
  await tx
    .update(releases)
    .set({
      finishedAt: moment.asOf,
      publicAt: new Date(moment.asOf.getTime() + env().publicDelayDays * 86_400_000),
      digest: await releaseDigest(tx, open.no),
      problems: [...open.problems, ...problems],
    })
    .where(eq(releases.no, open.no))
  await recordAudit(tx, ctx, {
    verb: 'release.publish',
    target: { kind: 'release', id: String(open.no) },
    detail: { subjects: open.subjects, versions: open.versions, problems: problems.length },
  })
  return open.no
}

/** Enough to find them all again: one that fails tells of its subject. */
const TOLD = 200

async function auditProblems(
  tx: Transaction,
  ctx: Context,
  problems: readonly ReleaseProblem[],
): Promise<void> {
  await recordAudits(
    tx,
    ctx,
    problems.slice(0, TOLD).map(({ subjectId, scale, competencyId, reason }) => ({
      verb: LEFT_OUT,
      target: { kind: 'subject', id: subjectId },
      detail: { scale, competency: competencyId, reason },
    })),
  )
}

/** SHA-256 over the rows a release published, without those hidden since, one line each, in an order that does not depend on when they were written. */
export async function releaseDigest(tx: Transaction, no: number): Promise<string> {
  // A cohort has one version a release, so these two decide the order of the lines. They come some at a time: a
  // release of a nation has more of them than a process should hold.
  await tx.execute(sql`DECLARE release_lines NO SCROLL CURSOR FOR
    SELECT concat_ws('|', v.subject_id, v.cohort_id, v.no, v.scale, coalesce(v.competency_id::text, ''),
           coalesce(v.region_id, ''), coalesce(v.sector, ''), v.quarter, v.n,
           array_to_string(v.counts, ',')) AS line
    FROM cohort_version v WHERE v.release_no = ${no} AND NOT v.hidden ORDER BY v.subject_id, v.cohort_id`)
  const hash = createHash('sha256')
  const some = () => selectRows(tx, Line, sql`FETCH 20000 FROM release_lines`)
  for (let lines = await some(); lines.length > 0; lines = await some()) {
    for (const { line } of lines) hash.update(`${line}\n`)
  }
  await tx.execute(sql`CLOSE release_lines`)
  return hash.digest('hex')
}

const Line = z.object({ line: z.string() })
