import { randomUUID } from 'node:crypto'
import { eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/server/db/schema/identity'
import { employerProposals, members } from '@/server/db/schema/organizations'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { OrgContext } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { enqueue } from '@/server/services/outbox'
import { type WaitingEmployer, waitingEmployers } from './read-confirmation'
import { requireSender } from './require-sender'
import { askedOperatorAlone, ConfirmerSchema, confirmersIn } from './who-confirms'

/**
 * Asks whoever may confirm these employers, which the asker deals with: those asked before, those turned down, and those
 * that it may confirm itself are not asked about. Where the asker has not said where one stands, it asks about its own
 * county. Each person who may decide gets one mail, whatever their number.
 */
export async function requestConfirmation(
  ctx: OrgContext,
  employerIds: readonly string[],
): Promise<{ asked: number }> {
  const isConfirmed = ctx.organization.verification === 'V2'
  await (isConfirmed
    ? spendLimit('confirmation-asking', ctx.organization.id)
    : spendLimit('confirmation-asking-unconfirmed', ctx.actor.userId))
  const asker = ctx.organization.id
  return asOperator(async (tx) => {
    await requireSender(tx, asker, 0)
    const waiting = await waitingEmployers(tx, asker, employerIds)
    const fresh = waiting.filter(
      ({ askedAt, refusal, by }) =>
        askedAt === null && refusal === null && !by.some(({ id }) => id === asker),
    )
    if (fresh.length === 0) throw new DomainError('conflict', 'confirmations.nobodyToAsk')
    const lately = await toldLately(tx, asker)
    const ofOperator = fresh.filter(({ by }) => by.length === 0)
    const asked = { askedAt: sql`now()`, askedBy: ctx.actor.userId }
    const ask = (employers: readonly WaitingEmployer[], set: object) =>
      employers.length === 0
        ? null
        : tx
            .insert(employerProposals)
            .values(
              employers.map(({ id, countyId }) => ({
                ...{ organizationId: asker, employerId: id, countyId },
                ...set,
              })),
            )
            .onConflictDoUpdate({
              target: [employerProposals.organizationId, employerProposals.employerId],
              set: {
                countyId: sql`coalesce(excluded.county_id, ${employerProposals.countyId})`,
                ...set,
              },
            })
    await ask(
      fresh.filter(({ by }) => by.length > 0),
      asked,
    )
    await ask(ofOperator, { ...asked, passedOnAt: sql`now()` })
    const partnerships = new Set(fresh.flatMap(({ by }) => by.map(({ id }) => id)))
    for (const told of lately.partnerships) partnerships.delete(told)
    await tellConfirmers(tx, asker, [...partnerships])
    if (ofOperator.length > 0 && !lately.operator) await tellOperators(tx, asker)
    await recordAudit(tx, ctx, {
      verb: 'employer.ask',
      target: { kind: 'organization', id: asker },
      detail: { employers: fresh.length },
    })
    return { asked: fresh.length }
  })
}

const Told = z.object({ by: z.array(ConfirmerSchema), nearby: z.boolean(), operator: z.boolean() })

/** Whom an asker has asked in the last day: they find what was added on their page, and get no second mail. */
async function toldLately(tx: Transaction, asker: string) {
  const rows = await selectRows(
    tx,
    Told,
    sql`SELECT DISTINCT ${confirmersIn(sql`coalesce(o.county_id, p.county_id)`)} AS by,
               p.asked_at > now() - interval '1 day' AND NOT ${askedOperatorAlone(sql`p`)} AS nearby,
               coalesce(p.passed_on_at > now() - interval '1 day', false) AS operator
        FROM employer_proposal p JOIN organization o ON o.id = p.employer_id
        WHERE p.organization_id = ${asker} AND greatest(p.asked_at, p.passed_on_at) > now() - interval '1 day'`,
  )
  return {
    partnerships: rows.flatMap(({ by, nearby }) => (nearby ? by.map(({ id }) => id) : [])),
    operator: rows.some(({ operator }) => operator),
  }
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
