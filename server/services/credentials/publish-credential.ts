import { and, eq } from 'drizzle-orm'
import { credentials } from '@/server/db/schema/credentials'
import { subjects } from '@/server/db/schema/ratings'
import { cohortVersions } from '@/server/db/schema/releases'
import { asReader, asTenant } from '@/server/db/tenancy'
import type { PublicationState } from '@/server/domain/catalogue/publication'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { requirePublisher } from '@/server/services/organizations/publish-unconfirmed'
import { findOwnCredential } from './find-credential'

/**
 * Publishes a credential, archives it (still readable at its address, no longer listed) or, as long
 * as no answers on it are released, takes it back to a draft that only its provider sees.
 */
export async function publishCredential(
  ctx: OrgContext,
  input: { slug: string; state: PublicationState },
): Promise<void> {
  await authorize(ctx, 'credential.publish')
  const organizationId = ctx.organization.id
  if (input.state === 'draft' && (await isReleased(organizationId, input.slug))) {
    throw new DomainError('conflict', 'credentials.released')
  }
  await asTenant(ctx, async (tx) => {
    const { row } = await findOwnCredential(tx, organizationId, input.slug)
    await requirePublisher(tx, ctx, { from: row.state, to: input.state })
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

/** What was released is never hidden again by who it is about (METHOD §8 R15). */
async function isReleased(organizationId: string, slug: string): Promise<boolean> {
  const rows = await asReader((tx) =>
    tx
      .select({ no: cohortVersions.no })
      .from(credentials)
      .innerJoin(subjects, eq(subjects.credentialId, credentials.id))
      .innerJoin(cohortVersions, eq(cohortVersions.subjectId, subjects.id))
      .where(and(eq(credentials.organizationId, organizationId), eq(credentials.slug, slug)))
      .limit(1),
  )
  return rows.length > 0
}
