import { asOperator, asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordRefusal } from '@/server/services/audit'
import { authorize, requireOperator } from '@/server/services/authorize'
import type { Context, OrgContext } from '@/server/services/context'

export type EmploymentDoor = {
  /** Whose regions it reaches; null reaches every region. */
  organizationId: string | null
  open<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
}

/**
 * The door of whoever loads employment: a partnership for its own regions, once confirmed, since public figures
 * are weighted by it; the operator and the command line for any region.
 */
export async function employmentDoor(
  ctx: Context | OrgContext,
  what: 'read' | 'edit',
): Promise<EmploymentDoor> {
  if ('organization' in ctx) {
    await authorize(ctx, what === 'read' ? 'region.read' : 'region.edit')
    if (what === 'edit') await requireConfirmed(ctx)
    return { organizationId: ctx.organization.id, open: (work) => asTenant(ctx, work) }
  }
  if (ctx.actor.kind !== 'command') await requireOperator(ctx, `employment.${what}`)
  return { organizationId: null, open: asOperator }
}

async function requireConfirmed(ctx: OrgContext): Promise<void> {
  if (ctx.organization.verification === 'V2') return
  await recordRefusal(ctx, { verb: 'employment.edit' })
  throw new DomainError('forbidden', 'employment.unconfirmed')
}
