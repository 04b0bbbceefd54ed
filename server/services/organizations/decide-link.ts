import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { employerLinks } from '@/server/db/schema/integrity'
import { organizations } from '@/server/db/schema/organizations'
import { asOperator, type Transaction } from '@/server/db/tenancy'
import { DomainError, saidAs } from '@/server/domain/errors'
import type { LinkReason } from '@/server/domain/people/employer-links'
import { recordAudit } from '@/server/services/audit'
import type { Context, OperatorContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'

export const DecideLink = z.strictObject({
  aId: z.uuid(),
  bId: z.uuid(),
  verdict: z.enum(['separate', 'reopen']),
  note: z.string().trim().min(3, saidAs('input.reasonMissing')).max(500),
})
export type DecideLink = z.infer<typeof DecideLink>

/**
 * Says that two employers are not one, so that each has its vote from the next release on, or takes that back. Making
 * them one is a merger (`mergeEmployers`).
 */
export async function decideLink(ctx: OperatorContext, input: DecideLink): Promise<void> {
  const { aId, bId, verdict, note } = input
  const separate = verdict === 'separate'
  await asOperator(async (tx) => {
    const [link] = await tx
      .update(employerLinks)
      .set({
        state: separate ? 'separate' : 'open',
        note,
        decidedAt: separate ? ctx.now : null,
        decidedBy: ctx.actor.userId,
      })
      .where(
        and(
          eq(employerLinks.aId, aId),
          eq(employerLinks.bId, bId),
          eq(employerLinks.state, separate ? 'open' : 'separate'),
        ),
      )
      .returning({ aId: employerLinks.aId })
    if (!link) throw new DomainError('not_found', 'reviews.none')
    await tell(tx, ctx, { aId, bId }, `link.${verdict}`)
  })
}

/** What the operator has noted when confirming an employer that shares something with others. */
export async function callSeparate(
  tx: Transaction,
  ctx: OperatorContext,
  employerId: string,
  { others, note }: { others: readonly string[]; note: string },
): Promise<void> {
  for (const other of others) {
    const [aId = '', bId = ''] = [employerId, other].sort()
    const decided = {
      state: 'separate' as const,
      note,
      decidedAt: ctx.now,
      decidedBy: ctx.actor.userId,
    }
    const reasons: LinkReason[] = []
    await tx
      .insert(employerLinks)
      .values({ aId, bId, reasons, foundAt: ctx.now, reviewDue: ctx.now, ...decided })
      .onConflictDoUpdate({ target: [employerLinks.aId, employerLinks.bId], set: decided })
    await tell(tx, ctx, { aId, bId }, 'link.separate')
  }
}

/** The release looks again at whatever both, or whom they belong to, have answered. */
async function tell(
  tx: Transaction,
  ctx: Context,
  { aId, bId }: { aId: string; bId: string },
  verb: string,
): Promise<void> {
  const tops = await tx
    .select({ id: sql<string>`coalesce(${organizations.parentId}, ${organizations.id})` })
    .from(organizations)
    .where(inArray(organizations.id, [aId, bId]))
  await enqueue(
    tx,
    tops.map(({ id }) => ({
      subjectId: id,
      kind: 'employer.touched' as const,
      availableAt: ctx.now,
    })),
  )
  await recordAudit(tx, ctx, { verb, target: { kind: 'employers', id: `${aId} ${bId}` } })
}
