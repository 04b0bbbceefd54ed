import { randomUUID } from 'node:crypto'
import { eq, inArray, sql } from 'drizzle-orm'
import { users } from '@/server/db/schema/identity'
import { employerProposals, members } from '@/server/db/schema/organizations'
import { asOperator, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { OrgContext } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { enqueue } from '@/server/services/outbox'
import { waitingEmployers } from './read-confirmation'
import { requireSender } from './require-sender'

/**
 * Asks whoever may confirm these employers, which the asker deals with: those asked before, and those turned down, are
 * not asked again. Each person who may decide gets one mail, whatever their number.
 */
export async function requestConfirmation(
  ctx: OrgContext,
  employerIds: readonly string[],
): Promise<{ asked: number }> {
  await spendLimit('confirmation-asking', ctx.organization.id)
  const asker = ctx.organization.id
  return asOperator(async (tx) => {
    await requireSender(tx, asker, 0)
    const waiting = await waitingEmployers(tx, asker, employerIds)
    const fresh = waiting.filter(({ askedAt, refusal }) => askedAt === null && refusal === null)
    if (fresh.length === 0) throw new DomainError('conflict', 'confirmations.nobodyToAsk')
    const asked = { askedAt: sql`now()`, askedBy: ctx.actor.userId }
    await tx
      .insert(employerProposals)
      .values(fresh.map(({ id }) => ({ organizationId: asker, employerId: id, ...asked })))
      .onConflictDoUpdate({
        target: [employerProposals.organizationId, employerProposals.employerId],
        set: asked,
      })
    const partnerships = new Set(fresh.flatMap(({ by }) => by.map(({ id }) => id)))
    partnerships.delete(asker)
    await tellConfirmers(tx, asker, [...partnerships])
    if (fresh.some(({ by }) => by.length === 0)) await tellOperators(tx, asker)
    await recordAudit(tx, ctx, {
      verb: 'employer.ask',
      target: { kind: 'organization', id: asker },
      detail: { employers: fresh.length },
    })
    return { asked: fresh.length }
  })
}

async function tellConfirmers(
  tx: Transaction,
  asker: string,
  partnerships: readonly string[],
): Promise<void> {
  if (partnerships.length === 0) return
  const people = await tx
    .select({ to: users.email, confirmerId: members.organizationId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      sql`${inArray(members.organizationId, [...partnerships])} AND ${members.role} <> 'viewer'`,
    )
  await enqueue(
    tx,
    people.map((person) => askingMail(asker, person)),
  )
}

/** Asks the operator, where nobody nearer may decide or nobody has. */
export async function tellOperators(tx: Transaction, asker: string): Promise<void> {
  const people = await tx.select({ to: users.email }).from(users).where(eq(users.operator, true))
  await enqueue(
    tx,
    people.map(({ to }) => askingMail(asker, { to, confirmerId: null })),
  )
}

function askingMail(asker: string, person: { to: string; confirmerId: string | null }) {
  const payload = { template: 'confirmation-asked', ...person, senderId: asker }
  return { subjectId: randomUUID(), kind: 'mail' as const, payload }
}
