import { randomUUID } from 'node:crypto'
import { and, eq, isNull, ne, or } from 'drizzle-orm'
import { credentialCompetencies, credentials } from '@/server/db/schema/credentials'
import { competencies, frameworks } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import { mostClaims } from '@/server/domain/catalogue/claim-boxes'
import type { CredentialClaim } from '@/server/domain/catalogue/credentials'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findOwnCredential } from './find-credential'

/** Says that the credential teaches, assesses or requires a competency; said twice it is once. */
export async function addClaim(
  ctx: OrgContext,
  input: { slug: string; claim: CredentialClaim },
): Promise<void> {
  await authorize(ctx, 'credential.edit')
  const organizationId = ctx.organization.id
  await asTenant(ctx, async (tx) => {
    const { row } = await findOwnCredential(tx, organizationId, input.slug)
    const { competencyId, claim, level } = input.claim
    const [competency] = await tx
      .select({ id: competencies.id })
      .from(competencies)
      .innerJoin(frameworks, eq(frameworks.id, competencies.frameworkId))
      .where(
        and(
          eq(competencies.id, competencyId),
          isNull(competencies.retiredAt),
          or(ne(frameworks.state, 'draft'), eq(frameworks.organizationId, organizationId)),
        ),
      )
    if (!competency) throw new DomainError('not_found', 'competencies.none')
    const standing = await tx.$count(
      credentialCompetencies,
      eq(credentialCompetencies.credentialId, row.id),
    )
    if (standing >= mostClaims) {
      throw new DomainError('limit_reached', 'credentials.mostClaims', {
        values: { most: mostClaims },
      })
    }
    const credentialId = row.id
    await tx
      .insert(credentialCompetencies)
      .values({
        ...{ id: randomUUID(), credentialId, organizationId, competencyId, claim, level },
        assertedBy: organizationId,
      })
      .onConflictDoUpdate({
        target: [
          credentialCompetencies.credentialId,
          credentialCompetencies.competencyId,
          credentialCompetencies.claim,
        ],
        set: { level },
      })
    await tx.update(credentials).set({ updatedAt: ctx.now }).where(eq(credentials.id, row.id))
    await recordAudit(tx, ctx, {
      verb: 'credential.claim',
      target: { kind: 'credential', id: row.id },
      detail: { competencyId, claim },
    })
  })
}

/** Takes a claim back. */
export async function removeClaim(
  ctx: OrgContext,
  input: { slug: string; claimId: string },
): Promise<void> {
  await authorize(ctx, 'credential.edit')
  const organizationId = ctx.organization.id
  await asTenant(ctx, async (tx) => {
    const { row } = await findOwnCredential(tx, organizationId, input.slug)
    const removed = await tx
      .delete(credentialCompetencies)
      .where(
        and(
          eq(credentialCompetencies.id, input.claimId),
          eq(credentialCompetencies.credentialId, row.id),
        ),
      )
      .returning({ id: credentialCompetencies.id })
    if (removed.length === 0) throw new DomainError('not_found', 'credentials.noClaim')
    await tx.update(credentials).set({ updatedAt: ctx.now }).where(eq(credentials.id, row.id))
    await recordAudit(tx, ctx, {
      verb: 'credential.unclaim',
      target: { kind: 'credential', id: row.id },
    })
  })
}
