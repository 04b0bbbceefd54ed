import { and, eq } from 'drizzle-orm'
import { senderHolds } from '@/server/db/schema/senders'
import type { Transaction } from '@/server/db/tenancy'
import { nameProblem } from '@/server/domain/people/sender-names'
import { env } from '@/server/env'

/** Lets a new organization's name wait for the operator where strangers could be misled by it. */
export async function holdNewName(
  tx: Transaction,
  organization: { id: string; name: string },
): Promise<void> {
  if (!nameProblem(organization.name, env().OPERATOR_NAME)) return
  await tx.insert(senderHolds).values({
    organizationId: organization.id,
    reason: 'name',
    name: organization.name,
  })
}

/** The same for a name that is changed: what was said about the old one does not hold for the new one. */
export async function holdChangedName(
  tx: Transaction,
  organization: { id: string; name: string },
): Promise<void> {
  await tx
    .delete(senderHolds)
    .where(and(eq(senderHolds.organizationId, organization.id), eq(senderHolds.reason, 'name')))
  await holdNewName(tx, organization)
}

/** The same for a record that somebody takes over: who else confirmed it has not let its name go out in mail. */
export async function holdUnreadName(
  tx: Transaction,
  organization: { id: string; name: string },
): Promise<void> {
  const [accepted] = await tx
    .select({ id: senderHolds.organizationId })
    .from(senderHolds)
    .where(
      and(
        eq(senderHolds.organizationId, organization.id),
        eq(senderHolds.reason, 'name'),
        eq(senderHolds.name, organization.name),
        eq(senderHolds.verdict, 'accepted'),
      ),
    )
  if (!accepted) await holdChangedName(tx, organization)
}
