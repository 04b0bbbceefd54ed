import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { confirmations, organizations } from '@/server/db/schema/organizations'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit, recordRefusal } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { confirmer } from './confirm-organization'
import { mayTurnDown } from './deals-with'
import { wasRefused } from './employer-links'

export type RefuseOrganization = {
  organizationId: string
  /** Told to whoever asked. */
  note: string
}

/**
 * Turns an organization down: it goes back to V0 with the reason noted, and an address at its
 * domain alone does not lift it again. A partnership turns down what waits and it deals with; only the operator takes
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
        record.verification !== 'V2' &&
        (await doesDeal(tx, ctx, record.id)))
    if (!allowed) return false
    // A second refusal would tell everybody again, under another name.
    if (by.kind !== 'operator' && (await wasRefused(tx, record.id))) {
      throw new DomainError('conflict', 'confirmations.downAlready')
    }
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

const Deals = z.object({ deals: z.boolean() })

async function doesDeal(
  tx: Transaction,
  ctx: OrgContext | OperatorContext,
  employerId: string,
): Promise<boolean> {
  if (!('organization' in ctx)) return true
  const [row] = await selectRows(
    tx,
    Deals,
    sql`SELECT ${mayTurnDown(ctx.organization.id, sql`o`)} AS deals FROM organization o WHERE o.id = ${employerId}`,
  )
  return row?.deals ?? false
}
