import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { raterInvitations } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { acceptedAddresses } from '@/server/db/schema/ratings'
import { asOperator } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { OperatorContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { addressHash } from '@/server/services/raters/address-hash'

export const AcceptAddress = z.strictObject({
  invitationId: z.uuid(),
  note: z.string().trim().min(3).max(500),
})
export type AcceptAddress = z.infer<typeof AcceptAddress>

/**
 * Lets an address outside the employer's own web domain speak for that employer, with the reason
 * noted: what it has sent counts from now on, as far as its cycle has closed.
 */
export async function acceptAddress(ctx: OperatorContext, input: AcceptAddress): Promise<void> {
  await asOperator(async (tx) => {
    const [row] = await tx
      .select({
        email: raterInvitations.email,
        employerId: raterInvitations.employerId,
        verification: organizations.verification,
      })
      .from(raterInvitations)
      .innerJoin(organizations, eq(organizations.id, raterInvitations.employerId))
      .where(eq(raterInvitations.id, input.invitationId))
    if (!row) throw new DomainError('not_found', 'addresses.none')
    if (row.verification !== 'V2') {
      throw new DomainError('conflict', 'addresses.confirmFirst')
    }
    await tx
      .insert(acceptedAddresses)
      .values({
        organizationId: row.employerId,
        addressHash: addressHash(row.email),
        byUserId: ctx.actor.userId,
        note: input.note,
      })
      .onConflictDoNothing()
    await enqueue(tx, { subjectId: row.employerId, kind: 'employer.touched' })
    await recordAudit(tx, ctx, {
      verb: 'address.accept',
      organizationId: row.employerId,
      target: { kind: 'invitation', id: input.invitationId },
    })
  })
}
