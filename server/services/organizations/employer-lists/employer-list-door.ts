import { asOperator, asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordRefusal } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'

/** Who brings a list of employers: a partnership that may confirm, or the operator. */
export type ListContext = OrgContext | OperatorContext

export type EmployerListDoor = {
  /** Whose lists it reaches; null reaches the operator's. */
  organizationId: string | null
  open<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
}

/** The door to the lists of whoever may confirm: a confirmed partnership's own, or the operator's. */
export async function employerListDoor(ctx: ListContext): Promise<EmployerListDoor> {
  if (!('organization' in ctx)) return { organizationId: null, open: asOperator }
  await authorize(ctx, 'employer.confirm')
  if (ctx.organization.verification !== 'V2') {
    await recordRefusal(ctx, { verb: 'employer.list' })
    throw new DomainError('forbidden', 'confirmations.confirmerUnconfirmed')
  }
  return { organizationId: ctx.organization.id, open: (work) => asTenant(ctx, work) }
}
