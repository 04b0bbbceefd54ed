import { eq, inArray, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import { auditEvents } from '@/server/db/schema/organizations'
import { cohortVersions, releases } from '@/server/db/schema/releases'
import {
  asOperator,
  asPublisher,
  patiently,
  selectRows,
  type Transaction,
} from '@/server/db/tenancy'
import { totalOf } from '@/server/domain/method/counts'
import { foldItem, readBallots } from '@/server/domain/method/ledger'
import { quarterOf } from '@/server/domain/method/map-cells'
import { smooth } from '@/server/domain/method/smoothing'
import { SCALE_SHAPES, SUBJECT_KINDS } from '@/server/domain/scales'
import { requireOperator } from '@/server/services/authorize'
import type { Context } from '@/server/services/context'
import { type EmployerRegister, loadEmployers } from './employer-register'
import { releaseDigest } from './finish-release'
import type { StoredCohort, StoredMember } from './item-states'
import { LeftOut, nameProblems, problemsOf } from './list-left-out'
import { differingReferences } from './release-references'
import { type ReleaseProblem, readSubject } from './release-subject'
import type { SubjectLedger } from './subject-ledger'

export const Difference = z.object({
  subjectId: z.string(),
  cohortId: z.string(),
  /** A cohort's version, or the number of a release whose digest or averages differ. */
  version: z.number().int(),
  what: z.enum(['counts', 'members', 'digest', 'averages']),
})
export type Difference = z.infer<typeof Difference>

export const RecountReport = z.object({
  subjects: z.number().int(),
  /** Published versions computed anew and found equal or not. */
  recounted: z.number().int(),
  /** Versions of cohorts that have ended, and earlier ones of cohorts somebody left: those answers are forgotten, as promised. */
  notRecountable: z.number().int(),
  releases: z.number().int(),
  differences: z.array(Difference),
  /** Items whose stored state cannot be right: no release holds them until it is. */
  leftOut: z.array(LeftOut),
})
export type RecountReport = z.infer<typeof RecountReport>

/**
 * Computes everything published anew, from the answers themselves and the frozen membership, and says where it is
 * not what stands published. Reads only.
 */
export function recountReleases(
  ctx: Context,
  input: { progress?: (subjects: number) => void } = {},
): Promise<RecountReport> {
  return patiently(() => recountAll(ctx, input))
}

async function recountAll(
  ctx: Context,
  input: { progress?: (subjects: number) => void } = {},
): Promise<RecountReport> {
  if (ctx.actor.kind !== 'job' && ctx.actor.kind !== 'command') {
    await requireOperator(ctx, 'release.recount')
  }
  const report: RecountReport = {
    subjects: 0,
    recounted: 0,
    notRecountable: 0,
    releases: 0,
    differences: [],
    leftOut: [],
  }
  const problems: ReleaseProblem[] = []
  const { subjects, employers } = await asPublisher(async (tx) => ({
    subjects: await publishedSubjects(tx),
    employers: await loadEmployers(tx, ctx.now),
  }))
  const recount = { employers, hasWithdrawn: await withdrawals(employers), now: ctx.now, report }
  for (const subject of subjects) {
    problems.push(...(await asPublisher((tx) => recountSubject(tx, subject, recount))))
    report.subjects += 1
    input.progress?.(report.subjects)
  }
  await asPublisher((tx) => recountDigests(tx, report))
  for (const version of await asPublisher((tx) => differingReferences(tx, ctx.now))) {
    report.differences.push({ subjectId: '', cohortId: '', version, what: 'averages' })
  }
  report.leftOut = await nameProblems(problems)
  return report
}

/** What a recount counts by, and where it tells. */
type Recount = {
  now: Date
  report: RecountReport
  employers: EmployerRegister
  /** Whether somebody of this employer has withdrawn an answer since it was last counted. */
  hasWithdrawn: (member: StoredMember) => boolean
}

async function withdrawals(employers: EmployerRegister): Promise<Recount['hasWithdrawn']> {
  const rows = await asOperator((tx) =>
    tx
      .select({ organizationId: auditEvents.organizationId, at: max(auditEvents.at) })
      .from(auditEvents)
      .where(inArray(auditEvents.verb, ['rating.withdraw', 'requirement.withdraw']))
      .groupBy(auditEvents.organizationId),
  )
  const latest = new Map<string, number>()
  for (const { organizationId, at } of rows) {
    for (const unit of organizationId ? employers.chainOf(organizationId) : []) {
      latest.set(unit, Math.max(latest.get(unit) ?? 0, endOfDay(at?.getTime() ?? 0)))
    }
  }
  return ({ employerId, mark }) => (latest.get(employerId) ?? 0) > (mark ?? 0)
}

/** The record of a withdrawal keeps the day only. */
const endOfDay = (at: number) => (Math.floor(at / 86_400_000) + 1) * 86_400_000

const Subject = z.object({ id: z.string(), kind: z.enum(SUBJECT_KINDS) })

function publishedSubjects(tx: Transaction): Promise<z.infer<typeof Subject>[]> {
  return selectRows(
    tx,
    Subject,
    sql`SELECT id, kind FROM subject WHERE id IN (SELECT subject_id FROM cohort) ORDER BY id`,
  )
}

type Published = { no: number; counts: number[]; n: number; at: number }

async function recountSubject(
  tx: Transaction,
  subject: z.infer<typeof Subject>,
  recount: Recount,
): Promise<ReleaseProblem[]> {
  const { now, report, employers } = recount
  const moment = { asOf: now, quarter: quarterOf(now), due: new Map<string, never>() }
  const read = await readSubject(tx, subject, employers, moment)
  const { ledger, stored } = read
  const rows = await tx
    .select()
    .from(cohortVersions)
    .where(eq(cohortVersions.subjectId, subject.id))
    .orderBy(cohortVersions.no)
  const published = new Map<string, Published[]>()
  for (const row of rows) {
    const own = published.get(row.cohortId) ?? []
    published.set(row.cohortId, own)
    own.push({ no: row.no, counts: row.counts, n: row.n, at: row.createdAt.getTime() })
  }
  for (const item of stored.grouped) {
    for (const cohort of stored.of(item).cohorts) {
      const versions = published.get(cohort.id) ?? []
      if (cohort.dissolved) report.notRecountable += versions.length
      else recountCohort(ledger, cohort, versions, recount)
    }
  }
  return problemsOf(read, employers, moment)
}

/** Lives a cohort's versions through once more: who had rated again by then, and what everybody then said. */
function recountCohort(
  ledger: SubjectLedger,
  cohort: StoredCohort,
  versions: readonly Published[],
  { report, employers, hasWithdrawn }: Recount,
): void {
  const { first } = SCALE_SHAPES[cohort.scale]
  const differ = (version: number, what: Difference['what']) =>
    report.differences.push({ subjectId: ledger.subjectId, cohortId: cohort.id, version, what })
  const stored = cohort.members.filter((member) => member.level !== null)
  // Of several raters one may have taken its answer back: what was counted stays, and cannot be made again.
  const thinned = stored.filter((member) => hasWithdrawn(member))
  const complete = stored.length === cohort.members.length && thinned.length === 0
  const levels = new Map<string, number>()
  const marks = new Map<string, number>()
  for (const version of versions) {
    for (const vote of votesAt(ledger, cohort, version.at, employers)) {
      if (vote.mark <= (marks.get(vote.employer) ?? 0)) continue
      levels.set(vote.employer, vote.level)
      marks.set(vote.employer, vote.mark)
    }
    if (!complete && version !== versions.at(-1)) {
      report.notRecountable += 1
      continue
    }
    for (const { employerId, level } of thinned) levels.set(employerId, level ?? 0)
    const counts = [...cohort.carried]
    for (const { employerId } of stored) {
      const at = (levels.get(employerId) ?? -1) - first
      if (at >= 0) counts[at] = (counts[at] ?? 0) + 1
    }
    report.recounted += 1
    if (!isPublishedAs(counts, version)) differ(version.no, 'counts')
  }
  const same = stored.every(({ employerId, level }) => levels.get(employerId) === level)
  if (!same) differ(versions.at(-1)?.no ?? 0, 'members')
}

function isPublishedAs(counts: readonly number[], version: Published): boolean {
  const total = totalOf(counts)
  return total === version.n && total >= 5 && String(smooth(counts)) === String(version.counts)
}

/** What the cohort's members said as of a moment; membership decides, not today's confirmation. */
function votesAt(
  ledger: SubjectLedger,
  cohort: StoredCohort,
  at: number,
  employers: EmployerRegister,
) {
  const rows = ledger.scales.find((each) => each.scale === cohort.scale)?.rows ?? []
  const members = new Set(cohort.members.map((member) => member.employerId))
  const mayVote = (id: string) =>
    !employers.waitedAt(id, at) && (members.has(id) || employers.isConfirmed(id))
  const electorate = { ...employers, mayVote }
  const position = (list: string) => ledger.position(list, cohort.competencyId)
  const ballots = readBallots(rows, at, electorate, new Set<string>())
  return foldItem(cohort.scale, ballots, position, members).votes.filter((vote) =>
    members.has(vote.employer),
  )
}

async function recountDigests(tx: Transaction, report: RecountReport): Promise<void> {
  for (const release of await tx.select().from(releases).orderBy(releases.no)) {
    if (release.digest === null) continue
    report.releases += 1
    if ((await releaseDigest(tx, release.no)) === release.digest) continue
    report.differences.push({
      subjectId: '',
      cohortId: '',
      version: release.no,
      what: 'digest',
    })
  }
}
