import { randomUUID } from 'node:crypto'
import { and, eq, isNull, ne } from 'drizzle-orm'
import { raterInvitations } from '@/server/db/schema/cycles'
import { confirmations, members, organizations } from '@/server/db/schema/organizations'
import { asOperator } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { claimVerdict } from '@/server/domain/people/organizations'
import { recordAudit, recordRefusal } from '@/server/services/audit'
import type { UserContext } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { enqueue } from '@/server/services/outbox'
import { holdUnreadName } from './hold-name'

const refusals = {
  managed: 'employers.managed',
  not_an_employer: 'employers.none',
  stranger: 'employers.none',
} as const

/** Makes a person the owner of an employer's record that nobody manages yet. */
export async function claimEmployer(
  ctx: UserContext,
  input: { organizationId: string },
): Promise<{ slug: string }> {
  await spendLimit('organization-create', ctx.actor.userId)
  const { userId, email } = ctx.actor
  const target = { kind: 'organization', id: input.organizationId }
  const result = await asOperator(async (tx) => {
    const [record] = await tx
      .select()
      .from(organizations)
      .where(and(eq(organizations.id, input.organizationId), isNull(organizations.mergedIntoId)))
      .for('update')
    if (!record) return { refused: 'stranger' as const }
    const [member] = await tx
      .select({ userId: members.userId })
      .from(members)
      .where(eq(members.organizationId, record.id))
      .limit(1)
    const [invited] = await tx
      .select({ id: raterInvitations.id })
      .from(raterInvitations)
      .where(
        and(
          eq(raterInvitations.employerId, record.id),
          eq(raterInvitations.email, email),
          ne(raterInvitations.delivery, 'revoked'),
        ),
      )
      .limit(1)
    const verdict = claimVerdict({
      kind: record.kind,
      managed: member !== undefined || record.claimedAt !== null,
      confirmed: record.verification === 'V2',
      domain: record.domain,
      email,
      invited: invited !== undefined,
    })
    if (!verdict.ok) return { refused: verdict.reason }
    const proves = verdict.proven && record.verification !== 'V2'
    await tx
      .update(organizations)
      .set({
        claimedAt: ctx.now,
        foundedBy: userId,
        ...(proves ? { verification: 'V1' as const } : {}),
      })
      .where(eq(organizations.id, record.id))
    await tx.insert(members).values({ organizationId: record.id, userId, role: 'owner' })
    await holdUnreadName(tx, record)
    if (proves) {
      await tx.insert(confirmations).values({
        id: randomUUID(),
        organizationId: record.id,
        level: 'V1',
        byUserId: userId,
        note: 'The claimant’s address was proven at the record’s own domain.',
      })
      await enqueue(tx, { subjectId: record.id, kind: 'employer.touched' })
    }
    await recordAudit(tx, ctx, {
      verb: 'organization.claim',
      organizationId: record.id,
      target,
      detail: { proven: verdict.proven },
    })
    return { slug: record.slug }
  })
  if (result.slug !== undefined) return { slug: result.slug }
  await recordRefusal(ctx, {
    verb: 'organization.claim',
    target,
    detail: { reason: result.refused },
  })
  throw new DomainError(
    result.refused === 'managed' ? 'conflict' : 'not_found',
    refusals[result.refused],
  )
}
