import { setImmediate as letOthers } from 'node:timers/promises'
import { eq, isNull, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import { releases } from '@/server/db/schema/releases'
import type { Transaction } from '@/server/db/tenancy'
import { readBallots } from '@/server/domain/method/ledger'
import { startOfQuarter } from '@/server/domain/method/map-cells'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import type { ReleaseTrigger } from '@/server/domain/method/release-triggers'
import type { Scale, SubjectKind } from '@/server/domain/scales'
import { enqueue } from '@/server/services/outbox'
import type { EmployerRegister } from './employer-register'
import { loadItems, type StoredItems } from './item-states'
import { type Count, type Moment, releaseStoredItem } from './release-stored-item'
import { loadLedger, type SubjectLedger } from './subject-ledger'
import { type SubjectChanges, writeChanges } from './write-changes'

/** An item that could not be released: what is wrong, without a level or an employer. */
export const ReleaseProblem = z.object({
  subjectId: z.string(),
  scale: z.string(),
  competencyId: z.string().nullable(),
  reason: z.string(),
})
export type ReleaseProblem = z.infer<typeof ReleaseProblem>

export type SubjectOutcome = { versions: number; scores: number; problems: ReleaseProblem[] }

/** One transaction of a release. */
type Run = Count & { tx: Transaction; trigger: ReleaseTrigger }

/** All that deciding one subject takes. */
export type ReadSubject = { ledger: SubjectLedger; stored: StoredItems }

/** Reads a subject's answers and what is stored of its items. */
export async function readSubject(
  tx: Transaction,
  subject: { id: string; kind: SubjectKind },
  employers: EmployerRegister,
  moment: Moment,
): Promise<ReadSubject> {
  const ledger = await loadLedger(tx, subject, moment.asOf.getTime(), employers)
  return { ledger, stored: await loadItems(tx, subject.id) }
}

/**
 * Releases one subject: every item on its own, so that one that cannot be right stops alone. The caller has taken what
 * the subject was touched for in the same transaction; the next look at it is left in its place.
 * @param busy what the transaction is doing already: nothing is written before that is done
 */
export async function releaseSubject(
  run: Run,
  { ledger, stored }: ReadSubject,
  busy: Promise<unknown>,
): Promise<SubjectOutcome> {
  const { subjectId } = ledger
  const { moment, employers } = run
  const writer = changeWriter(run, subjectId, busy)
  const problems: ReleaseProblem[] = []
  const waits: number[] = []
  let scores = 0
  try {
    for (const { scale, rows, items } of ledger.scales) {
      const ballots = readBallots(rows, moment.asOf.getTime(), employers, moment.due)
      for (const row of rows) scores += row.answers.length
      for (const competencyId of itemsOf(items, stored, scale)) {
        await letOthers()
        const item = { scale, ballots, competencyId }
        try {
          const outcome = releaseStoredItem(ledger, item, stored.of(item), run)
          await writer.add(outcome.changes)
          if (outcome.quartersToWait !== null) waits.push(outcome.quartersToWait)
        } catch (error) {
          if (!(error instanceof RangeError)) throw error
          problems.push({ subjectId, scale, competencyId, reason: error.message })
        }
      }
    }
  } finally {
    await writer.end()
  }
  const tomorrow = problems.length > 0 ? moment.asOf.getTime() + DAY : null
  await leaveNextLook(run, subjectId, waits, [ledger.nextEligible, tomorrow])
  return { versions: writer.versions(), scores, problems }
}

/** What could not be right is looked at again each night, until somebody has put it right. */
const DAY = 86_400_000

/** Members held before they are written: what bounds the memory a hot subject takes. */
const HELD_MEMBERS = 10_000

/** Writes a subject's changes in few statements; while the database writes, the next item is decided. */
function changeWriter(run: Run, subjectId: string, busy: Promise<unknown>) {
  const { tx, moment } = run
  let held: SubjectChanges[] = []
  let members = 0
  let versions = 0
  let releaseNo = 0
  let writing = busy
  const write = async (changes: SubjectChanges) => {
    if (changes.versions.length > 0) releaseNo ||= await openRelease(run)
    const ends = changes.changed.some((cohort) => cohort.dissolved)
    const no = releaseNo || (ends ? (await releaseUnderWay(tx)).no : 0)
    await writeChanges(tx, { subjectId, no, ...moment }, changes)
  }
  const flush = async () => {
    const changes = joined(held)
    held = []
    members = 0
    await writing
    writing = write(changes)
    // Awaited by the next flush; the end of a run must not be the first to hear of it.
    writing.catch(() => undefined)
  }
  return {
    async add(changes: SubjectChanges): Promise<void> {
      held.push(changes)
      versions += changes.versions.length
      for (const cohort of changes.cohorts) members += cohort.members.length
      if (members > HELD_MEMBERS) await flush()
    },
    async end(): Promise<void> {
      await flush()
      await writing
      if (releaseNo > 0) await count(tx, releaseNo, versions)
    },
    versions: () => versions,
  }
}

/** Items asked about, and items that only live in cohorts since their answers were withdrawn. */
export function itemsOf(
  asked: readonly (string | null)[],
  { grouped }: StoredItems,
  scale: Scale,
): (string | null)[] {
  const kept = grouped.filter((item) => item.scale === scale).map((item) => item.competencyId)
  return [...new Set([...asked, ...kept])]
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

/** The release that is being written, which may be one a stopped run left unfinished, else the next number. */
async function releaseUnderWay(tx: Transaction): Promise<{ no: number; begun: boolean }> {
  const [open] = await tx
    .select({ no: releases.no })
    .from(releases)
    .where(isNull(releases.finishedAt))
  if (open) return { no: open.no, begun: true }
  const [last] = await tx.select({ no: max(releases.no) }).from(releases)
  return { no: (last?.no ?? 0) + 1, begun: false }
}

async function openRelease({ tx, moment, trigger }: Run): Promise<number> {
  const { no, begun } = await releaseUnderWay(tx)
  if (begun) return no
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

/** Leaves one touch for when something happens to the subject without a new answer. */
async function leaveNextLook(
  { tx, moment }: Run,
  subjectId: string,
  waits: readonly number[],
  others: readonly (number | null)[],
): Promise<void> {
  const looks = [
    ...waits.map((quarters) => startOfQuarter(moment.quarter + quarters).getTime()),
    ...others.filter((at) => at !== null),
  ]
  if (looks.length === 0) return
  const availableAt = new Date(Math.min(...looks))
  await enqueue(tx, { subjectId, kind: 'subject.touched', availableAt })
}
