import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { confirmations, organizations } from '@/server/db/schema/organizations'
import { asOperator } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit, recordRefusal } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { confirmer } from './confirm-organization'

export const RefuseOrganization = z.strictObject({
  organizationId: z.uuid(),
  note: z.string().trim().min(3).max(500),
})
export type RefuseOrganization = z.infer<typeof RefuseOrganization>

/**
 * Turns an organization down: it goes back to V0 with the reason noted, and an address at its
 * domain alone does not lift it again. A partnership turns down what waits; only the operator takes
 * a confirmation back.
 */
export async function refuseOrganization(
  ctx: OrgContext | OperatorContext,
  input: RefuseOrganization,
): Promise<void> {
  if ('organization' in ctx) await authorize(ctx, 'employer.confirm')
  const by = confirmer(ctx)
  const target = { kind: 'organization', id: input.organizationId }
  const done = await asOperator(async (tx) => {
    const [record] = await tx
      .select()
      .from(organizations)
      .where(and(eq(organizations.id, input.organizationId), isNull(organizations.mergedIntoId)))
      .for('update')
    if (!record) throw new DomainError('not_found', 'organizations.none')
    const allowed =
      by.kind === 'operator' ||
      (by.kind === 'partnership' &&
        by.verification === 'V2' &&
        record.kind === 'employer' &&
        record.verification !== 'V2')
    if (!allowed) return false
    await tx
      .update(organizations)
      .set({ verification: 'V0' })
      .where(eq(organizations.id, record.id))
    await tx.insert(confirmations).values({
      id: randomUUID(),
      organizationId: record.id,
      level: 'V0',
      byUserId: ctx.actor.userId,
      byOrganizationId: 'organization' in ctx ? ctx.organization.id : null,
      note: input.note,
    })
    if (record.kind === 'employer') {
      await enqueue(tx, { subjectId: record.id, kind: 'employer.touched' })
    }
    await recordAudit(tx, ctx, {
      verb: 'organization.refuse',
      target,
      detail: { confirmed: record.verification === 'V2' },
    })
    return true
  })
  if (done) return
  await recordRefusal(ctx, { verb: 'organization.refuse', target })
  throw new DomainError('forbidden', 'site.operatorOnly')
}
