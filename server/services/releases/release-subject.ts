import { eq, isNull, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import { releases, subjectProgress } from '@/server/db/schema/releases'
import type { Transaction } from '@/server/db/tenancy'
import { COHORT_DEFAULTS } from '@/server/domain/cohorts'
import { readBallots } from '@/server/domain/ledger'
import { METHOD_VERSION } from '@/server/domain/map-cells'
import { enqueue } from '@/server/services/outbox'
import type { EmployerRegister } from './employer-register'
import { itemKey, loadItems } from './item-states'
import { type Moment, releaseStoredItem } from './release-item'
import { loadLedger } from './subject-ledger'
import { type SubjectChanges, writeChanges } from './write-changes'

export type ReleaseTrigger = (typeof releases.$inferSelect)['trigger']

/** An item that could not be released: what is wrong, without a level or an employer. */
export const ReleaseProblem = z.object({
  subjectId: z.string(),
  scale: z.string(),
  competencyId: z.string().nullable(),
  reason: z.string(),
})
export type ReleaseProblem = z.infer<typeof ReleaseProblem>

export type SubjectOutcome = { versions: number; scores: number; problems: ReleaseProblem[] }

/**
 * Releases one subject: every item on its own, so that one that cannot be right stops alone. The caller has taken what
 * the subject was touched for in the same transaction; the next look at it is left in its place.
 */
export async function releaseSubject(
  tx: Transaction,
  subject: { id: string; kind: 'occupation' | 'credential' },
  employers: EmployerRegister,
  moment: Moment,
  trigger: ReleaseTrigger,
): Promise<SubjectOutcome> {
  const ledger = await loadLedger(tx, subject, moment.asOf.getTime(), employers)
  const stored = await loadItems(tx, subject.id)
  const problems: ReleaseProblem[] = []
  const waits: number[] = []
  let changes: SubjectChanges[] = []
  let releaseNo = 0
  let versions = 0
  let livingCohorts = 0
  let renewed = 0
  const write = async () => {
    const all = joined(changes)
    changes = []
    if (all.versions.length > 0) releaseNo ||= await openRelease(tx, moment, trigger)
    versions += all.versions.length
    await writeChanges(tx, { subjectId: subject.id, no: releaseNo, ...moment }, all)
  }
  for (const { scale, rows, items } of ledger.scales) {
    const ballots = readBallots(rows, moment.asOf.getTime(), employers)
    for (const competencyId of itemsOf(items, stored, scale)) {
      const item = { scale, ballots, competencyId }
      const before = stored.get(itemKey(scale, competencyId)) ?? { cohorts: [], waiting: new Map() }
      try {
        const outcome = releaseStoredItem(ledger, item, before, employers, moment)
        changes.push(outcome.changes)
        if (membersIn(changes) > HELD_MEMBERS) await write()
        if (outcome.quartersToWait !== null) waits.push(outcome.quartersToWait)
        livingCohorts += outcome.livingCohorts
        renewed = Math.max(renewed, outcome.renewed)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        problems.push({ subjectId: subject.id, scale, competencyId, reason: error.message })
      }
    }
  }
  await write()
  if (releaseNo > 0) await count(tx, releaseNo, versions)
  await writeProgress(tx, subject.id, { livingCohorts, renewed }, moment)
  await leaveNextLook(tx, subject.id, moment, waits, ledger.nextEligible)
  const scores = ledger.scales.reduce(
    (sum, { rows }) => sum + rows.reduce((own, row) => own + row.answers.length, 0),
    0,
  )
  return { versions, scores, problems }
}

/** Items asked about, and items that only live in cohorts since their answers were withdrawn. */
function itemsOf(
  asked: readonly (string | null)[],
  stored: ReadonlyMap<string, { cohorts: { scale: string; competencyId: string | null }[] }>,
  scale: string,
): (string | null)[] {
  const kept = [...stored.values()].flatMap(({ cohorts }) =>
    cohorts.filter((cohort) => cohort.scale === scale).map((cohort) => cohort.competencyId),
  )
  return [...new Set([...asked, ...kept])]
}

/** Members held before they are written: what bounds the memory a hot subject takes. */
const HELD_MEMBERS = 50_000

function membersIn(changes: readonly SubjectChanges[]): number {
  let members = 0
  for (const { cohorts } of changes) {
    for (const cohort of cohorts) members += cohort.members.length
  }
  return members
}

function joined(changes: readonly SubjectChanges[]): SubjectChanges {
  return {
    cohorts: changes.flatMap((each) => each.cohorts),
    changed: changes.flatMap((each) => each.changed),
    versions: changes.flatMap((each) => each.versions),
    waiting: changes.flatMap((each) => each.waiting),
    waitingNoMore: changes.flatMap((each) => each.waitingNoMore),
  }
}

/** The release now being written: the one a stopped run left unfinished, else the next number. */
async function openRelease(
  tx: Transaction,
  moment: Moment,
  trigger: ReleaseTrigger,
): Promise<number> {
  const [open] = await tx
    .select({ no: releases.no })
    .from(releases)
    .where(isNull(releases.finishedAt))
  if (open) return open.no
  const [last] = await tx.select({ no: max(releases.no) }).from(releases)
  const no = (last?.no ?? 0) + 1
  await tx.insert(releases).values({
    no,
    quarter: moment.quarter,
    methodVersion: METHOD_VERSION,
    trigger,
    startedAt: moment.asOf,
    publicAt: moment.asOf,
    problems: [],
  })
  return no
}

async function count(tx: Transaction, releaseNo: number, versions: number): Promise<void> {
  await tx
    .update(releases)
    .set({
      subjects: sql`${releases.subjects} + 1`,
      versions: sql`${releases.versions} + ${versions}`,
    })
    .where(eq(releases.no, releaseNo))
}

/** Totals without levels: how near the nearest cohort is to its next version (METHOD §8.3 R13). */
async function writeProgress(
  tx: Transaction,
  subjectId: string,
  { livingCohorts, renewed }: { livingCohorts: number; renewed: number },
  moment: Moment,
): Promise<void> {
  const row = {
    livingCohorts,
    renewedNeeded: COHORT_DEFAULTS.k,
    renewed: Math.min(renewed, COHORT_DEFAULTS.k),
  }
  const [before] = await tx
    .select()
    .from(subjectProgress)
    .where(eq(subjectProgress.subjectId, subjectId))
  if (!before && livingCohorts === 0) return
  if (before?.livingCohorts === row.livingCohorts && before.renewed === row.renewed) return
  const asOf = moment.asOf
  await tx
    .insert(subjectProgress)
    .values({ subjectId, ...row, asOf })
    .onConflictDoUpdate({ target: subjectProgress.subjectId, set: { ...row, asOf } })
}

/** Leaves one touch for when something happens to the subject without a new answer. */
async function leaveNextLook(
  tx: Transaction,
  subjectId: string,
  moment: Moment,
  waits: readonly number[],
  nextEligible: number | null,
): Promise<void> {
  const looks = [
    ...waits.map((quarters) => startOfQuarter(moment.quarter + quarters).getTime()),
    ...(nextEligible === null ? [] : [nextEligible]),
  ]
  if (looks.length === 0) return
  const availableAt = new Date(Math.min(...looks))
  await enqueue(tx, { subjectId, kind: 'subject.touched', availableAt })
}

function startOfQuarter(quarter: number): Date {
  return new Date(Date.UTC(Math.floor(quarter / 4), (quarter % 4) * 3))
}
