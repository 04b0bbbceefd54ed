import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import { confirmations, organizations } from '@/server/db/schema/organizations'
import { asOperator } from '@/server/db/tenancy'
import { isAtDomain } from '@/server/domain/people/organizations'
import { recordAudit } from '@/server/services/audit'
import type { Context } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'

/**
 * Notes that somebody who was reached at an address of the employer's own domain pressed a button:
 * V0 becomes V1. Free mail proves nothing, a record a person has refused stays refused, and what is
 * V1 or V2 already is left alone.
 */
export async function proveDomain(
  ctx: Context,
  input: { employerId: string; email: string },
): Promise<boolean> {
  return asOperator(async (tx) => {
    const [record] = await tx
      .select({
        id: organizations.id,
        domain: organizations.domain,
        verification: organizations.verification,
      })
      .from(organizations)
      .where(eq(organizations.id, input.employerId))
      .for('update')
    if (record?.verification !== 'V0' || !isAtDomain(input.email, record.domain)) return false
    const [last] = await tx
      .select({ level: confirmations.level })
      .from(confirmations)
      .where(eq(confirmations.organizationId, record.id))
      .orderBy(desc(confirmations.createdAt))
      .limit(1)
    if (last?.level === 'V0') return false
    await tx
      .update(organizations)
      .set({ verification: 'V1' })
      .where(eq(organizations.id, record.id))
    await tx.insert(confirmations).values({
      id: randomUUID(),
      organizationId: record.id,
      level: 'V1',
      note: 'A rater was reached at an address of its own domain.',
    })
    await enqueue(tx, { subjectId: record.id, kind: 'employer.touched' })
    await recordAudit(tx, ctx, {
      verb: 'organization.prove',
      organizationId: record.id,
      target: { kind: 'organization', id: record.id },
      detail: { level: 'V1' },
    })
    return true
  })
}
