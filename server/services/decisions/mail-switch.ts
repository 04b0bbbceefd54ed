import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { decisionMailOff } from '@/server/db/schema/decisions'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

/** Whether somebody gets mail about an organization's decisions. */
export const DecisionMail = z.object({ on: z.boolean() })
export type DecisionMail = z.infer<typeof DecisionMail>

/** Whether the reader gets mail about decisions; everybody does until it is switched off. */
export async function readDecisionMail(ctx: OrgContext): Promise<DecisionMail> {
  await authorize(ctx, 'report.read')
  const off = await asTenant(ctx, (tx) =>
    tx.select({ at: decisionMailOff.at }).from(decisionMailOff).where(own(ctx)),
  )
  return { on: off.length === 0 }
}

/** Switches it for oneself. */
export async function switchDecisionMail(ctx: OrgContext, { on }: DecisionMail): Promise<void> {
  await authorize(ctx, 'report.read')
  await asTenant(ctx, async (tx) => {
    if (on) {
      await tx.delete(decisionMailOff).where(own(ctx))
      return
    }
    const row = { organizationId: ctx.organization.id, userId: ctx.actor.userId, at: ctx.now }
    await tx.insert(decisionMailOff).values(row).onConflictDoNothing()
  })
}

function own(ctx: OrgContext) {
  return and(
    eq(decisionMailOff.organizationId, ctx.organization.id),
    eq(decisionMailOff.userId, ctx.actor.userId),
  )
}
