import { DomainError } from '@/server/domain/errors'
import type { ConfirmOrganization, RefuseMany } from '@/server/domain/people/confirmations'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'
import { confirmOrganization } from './confirm-organization'
import { refuseOrganization } from './refuse-organization'
import { tellAskers } from './tell-askers'

/** How many were decided, and what stands against the others. */
export type Decided = { done: number; undone: { organizationId: string; error: DomainError }[] }

/** Confirms many organizations, each by itself: what one lacks keeps no other back. */
export function confirmMany(
  ctx: OrgContext | OperatorContext,
  input: readonly ConfirmOrganization[],
): Promise<Decided> {
  return decideEach(ctx, 'confirmed', input, (each) => confirmOrganization(ctx, each))
}

/** Turns many organizations down for one reason, each by itself. */
export function refuseMany(
  ctx: OrgContext | OperatorContext,
  { organizationIds, note }: RefuseMany,
): Promise<Decided> {
  const each = organizationIds.map((organizationId) => ({ organizationId, note }))
  return decideEach(ctx, 'refused', each, (one) => refuseOrganization(ctx, one))
}

async function decideEach<T extends { organizationId: string }>(
  ctx: OrgContext | OperatorContext,
  what: 'confirmed' | 'refused',
  input: readonly T[],
  decide: (one: T) => Promise<void>,
): Promise<Decided> {
  if ('organization' in ctx) await authorize(ctx, 'employer.confirm')
  const done: string[] = []
  const undone: Decided['undone'] = []
  try {
    for (const one of new Map(input.map((each) => [each.organizationId, each])).values()) {
      try {
        await decide(one)
        done.push(one.organizationId)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        undone.push({ organizationId: one.organizationId, error })
      }
    }
  } finally {
    await tellAskers(ctx, what, done)
  }
  return { done: done.length, undone }
}
