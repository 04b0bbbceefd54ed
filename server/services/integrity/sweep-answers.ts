import { sql } from 'drizzle-orm'
import { answerTraces, employerLinks } from '@/server/db/schema/integrity'
import { asPublisher, type Transaction } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import {
  burst,
  givenAnew,
  isUniformAndFast,
  REVIEW_DAYS,
  type Signal,
  sharing,
} from '@/server/domain/method/integrity'
import type { LinkReason } from '@/server/domain/people/employer-links'
import { recordAudit } from '@/server/services/audit'
import type { Context } from '@/server/services/context'
import { unreviewedLinks } from '@/server/services/organizations/unreviewed-links'
import { firstArrivals, type NewArrival, newArrivals, sharersOf } from './arrivals'
import { earlierSignals } from './earlier-signals'
import { forgetHolds } from './forget-holds'
import { conspicuous, invitedRateHigher } from './level-signals'
import { lockIntegrity } from './lock-integrity'
import { raiseHolds, type Sighting } from './raise-holds'

export type SweepReport = { looked: number; held: number; links: number }

/**
 * Looks at what was sent since the last look, before a release counts it (METHOD §9): what shows a signal is held for
 * a person. Costs what is new; run again it finds nothing more.
 */
export async function sweepAnswers(ctx: Context): Promise<SweepReport> {
  const report: SweepReport = { looked: 0, held: 0, links: 0 }
  await forgetHolds(ctx.now)
  for (let looked = -1; looked !== 0; report.looked += looked) {
    looked = await asPublisher(async (tx) => {
      await lockIntegrity(tx)
      const arrivals = await newArrivals(tx)
      if (arrivals.length > 0) report.held += await look(tx, ctx, arrivals)
      return arrivals.length
    })
  }
  report.links = await asPublisher(async (tx) => {
    await lockIntegrity(tx)
    return noteLinks(tx, ctx)
  })
  return report
}

async function look(tx: Transaction, ctx: Context, arrivals: NewArrival[]): Promise<number> {
  const seen = new Map<string, { subjectId: string; ratingId: string; signals: Set<Signal> }>()
  const sight = (of: { subjectId: string; ratingId: string }, signal: Signal) => {
    const { subjectId, ratingId } = of
    const sighting = seen.get(ratingId) ?? { subjectId, ratingId, signals: new Set<Signal>() }
    sighting.signals.add(signal)
    seen.set(ratingId, sighting)
  }
  await lookForBursts(tx, arrivals, sight)
  await lookForSharing(tx, ctx, arrivals, sight)
  const off = await conspicuous(tx, [...new Set(arrivals.map((each) => each.organizationId))])
  const invited = new Map<string, boolean>()
  for (const arrival of arrivals) {
    const { subjectId, secondsEach, before } = arrival
    const anew = [
      givenAnew(arrival.fit, before.fit),
      givenAnew(arrival.importance, before.importance),
    ]
    if (anew.some((text) => isUniformAndFast(text, secondsEach))) sight(arrival, 'uniform')
    if (off.has(arrival.organizationId)) sight(arrival, 'leniency')
    if (!arrival.invited) continue
    const higher = invited.get(subjectId) ?? (await invitedRateHigher(tx, subjectId))
    invited.set(subjectId, higher)
    if (higher) sight(arrival, 'invited')
  }
  for (const earlier of await earlierSignals(tx, arrivals)) {
    for (const signal of earlier.signals) sight(earlier, signal)
  }
  // Free mail alone waits already, until the operator has accepted the address: a second review would add nothing.
  for (const arrival of arrivals) {
    if (arrival.freeMail && seen.has(arrival.ratingId)) sight(arrival, 'free_mail')
  }
  const held = await raiseHolds(tx, ctx, [...seen.values()] satisfies Sighting[])
  await tx
    .update(answerTraces)
    .set({ lookedAt: ctx.now })
    .where(
      sql`(${answerTraces.subjectId}, ${answerTraces.ratingId}) IN (${sql.join(
        arrivals.map((each) => sql`(${each.subjectId}::uuid, ${each.ratingId}::uuid)`),
        sql`, `,
      )})`,
    )
  return held
}

type Sight = (of: { subjectId: string; ratingId: string }, signal: Signal) => void

async function lookForBursts(tx: Transaction, arrivals: NewArrival[], sight: Sight): Promise<void> {
  const times = arrivals.map((each) => each.at)
  const first = await firstArrivals(tx, [...new Set(arrivals.map((each) => each.subjectId))], {
    from: new Date(Math.min(...times)),
    to: new Date(Math.max(...times)),
  })
  const bySubject = groupBy(first, (each) => each.subjectId)
  for (const near of bySubject.values()) {
    const found = burst(near.map((each) => ({ ...each, confirmed: true })))
    for (const each of near) if (each.holdable && found.has(each.employer)) sight(each, 'burst')
  }
}

async function lookForSharing(
  tx: Transaction,
  ctx: Context,
  arrivals: NewArrival[],
  sight: Sight,
): Promise<void> {
  for (const what of ['network', 'device'] as const) {
    const keys = [...new Set(arrivals.flatMap((each) => each[what] ?? []))]
    const together = await sharersOf(tx, what, keys)
    const found = sharing(
      what,
      together.map((each) => ({ ...each, confirmed: true })),
    )
    const flagged = together.filter((each) => found.has(each.employer))
    for (const each of flagged) if (each.holdable) sight(each, what)
    if (what === 'device') await noteDevices(tx, ctx, flagged)
  }
}

/** Employers behind one device may be one: each of them with each other. */
async function noteDevices(
  tx: Transaction,
  ctx: Context,
  flagged: readonly { employer: string; key: string }[],
): Promise<void> {
  for (const group of groupBy(flagged, (each) => each.key).values()) {
    const employers = [...new Set(group.map((each) => each.employer))].sort()
    for (const [at, aId] of employers.entries()) {
      for (const bId of employers.slice(at + 1)) {
        await noteLink(tx, ctx, { aId, bId, reasons: ['device'] })
      }
    }
  }
}

/** Puts pairs that look like one employer on record for the review, those not there yet. */
async function noteLinks(tx: Transaction, ctx: Context): Promise<number> {
  let noted = 0
  for (const link of await unreviewedLinks(tx)) if (await noteLink(tx, ctx, link)) noted += 1
  return noted
}

async function noteLink(
  tx: Transaction,
  ctx: Context,
  link: { aId: string; bId: string; reasons: LinkReason[] },
): Promise<boolean> {
  const reviewDue = new Date(ctx.now.getTime() + REVIEW_DAYS * 86_400_000)
  const [noted] = await tx
    .insert(employerLinks)
    .values({ ...link, foundAt: ctx.now, reviewDue })
    .onConflictDoNothing()
    .returning({ aId: employerLinks.aId })
  if (!noted) return false
  const target = { kind: 'employers', id: `${link.aId} ${link.bId}` }
  await recordAudit(tx, ctx, { verb: 'link.find', target })
  return true
}
