import { eq } from 'drizzle-orm'
import { decisions } from '@/server/db/schema/decisions'
import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { mayUndo } from '@/server/domain/reading/decisions'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findNewest } from './find-newest'
import { holdDecision } from './hold-decision'

/** Takes the newest decision of a line back within a day of it: the one before counts again. The audit keeps that it was. */
export async function undo(ctx: OrgContext, input: { decisionId: string }): Promise<void> {
  await authorize(ctx, 'decision.edit')
  await asTenant(ctx, async (tx) => {
    await holdDecision(tx, input.decisionId)
    const decision = await findNewest(tx, ctx, input.decisionId)
    if (!mayUndo(decision, ctx.now)) throw new DomainError('conflict', 'decisions.undoTooLate')
    const removed = await tx
      .delete(decisions)
      .where(eq(decisions.id, decision.id))
      .returning({ id: decisions.id })
    // The database has a clock of its own.
    if (removed.length === 0) throw new DomainError('conflict', 'decisions.undoTooLate')
    await recordAudit(tx, ctx, {
      verb: 'decision.undo',
      target: { kind: 'decision', id: decision.id },
      detail: {
        credential: decision.credentialId,
        competency: decision.competencyId,
        choice: decision.choice,
      },
    })
  })
}
