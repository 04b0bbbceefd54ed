import { eq } from 'drizzle-orm'
import { credentials } from '@/server/db/schema/credentials'
import { asTenant } from '@/server/db/tenancy'
import type { CredentialState } from '@/server/domain/credential-record'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findOwnCredential } from './find-credential'

/**
 * Publishes a credential, archives it (still readable at its address, no longer listed) or takes
 * it back to a draft that only its provider sees.
 */
export async function publishCredential(
  ctx: OrgContext,
  input: { slug: string; state: CredentialState },
): Promise<void> {
  await authorize(ctx, 'credential.publish')
  const organizationId = ctx.organization.id
  await asTenant({ organizationId, userId: ctx.actor.userId }, async (tx) => {
    const { row } = await findOwnCredential(tx, organizationId, input.slug)
    await tx
      .update(credentials)
      .set({ state: input.state, updatedAt: ctx.now })
      .where(eq(credentials.id, row.id))
    await recordAudit(tx, ctx, {
      verb: 'credential.publish',
      target: { kind: 'credential', id: row.id },
      detail: { state: input.state },
    })
  })
}
