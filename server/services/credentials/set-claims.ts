import { randomUUID } from 'node:crypto'
import { and, eq, inArray, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { credentialCompetencies, credentials } from '@/server/db/schema/credentials'
import { competencies, competencyVersions, frameworks } from '@/server/db/schema/frameworks'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { CompetencyClaims, mostClaims } from '@/server/domain/catalogue/claim-boxes'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findOwnCredential } from './find-credential'

export const SetClaims = z.strictObject({
  slug: z.string().min(1).max(120),
  competencies: z.array(CompetencyClaims).min(1).max(5000),
})
export type SetClaims = z.infer<typeof SetClaims>

type ClaimRow = Pick<typeof credentialCompetencies.$inferSelect, 'id' | 'competencyId' | 'claim'>

/**
 * Says what the credential claims of each of these competencies, all at once or not at all; what it claims of others, and
 * the level of a claim that stays, is left as it is.
 */
export async function setClaims(
  ctx: OrgContext,
  input: SetClaims,
): Promise<{ added: number; removed: number }> {
  await authorize(ctx, 'credential.edit')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => {
    const { row } = await findOwnCredential(tx, organizationId, input.slug)
    const credentialId = row.id
    const standing = await lockedClaims(tx, credentialId)
    const { added, removed } = differences(standing, input.competencies)
    await requireClaimable(tx, organizationId, input.competencies, added)
    if (standing.length + added.length - removed.length > mostClaims) {
      throw new DomainError('limit_reached', 'credentials.mostClaims', {
        values: { most: mostClaims },
      })
    }
    if (added.length + removed.length === 0) return { added: 0, removed: 0 }
    if (removed.length > 0) {
      await tx
        .delete(credentialCompetencies)
        .where(
          and(
            eq(credentialCompetencies.credentialId, credentialId),
            inArray(credentialCompetencies.id, removed),
          ),
        )
    }
    if (added.length > 0) {
      await tx.insert(credentialCompetencies).values(
        added.map((claim) => ({
          ...{ id: randomUUID(), credentialId, organizationId, ...claim },
          assertedBy: organizationId,
        })),
      )
    }
    await tx.update(credentials).set({ updatedAt: ctx.now }).where(eq(credentials.id, row.id))
    const counts = { added: added.length, removed: removed.length }
    await recordAudit(tx, ctx, {
      verb: 'credential.claims',
      target: { kind: 'credential', id: row.id },
      detail: counts,
    })
    return counts
  })
}

/** What the credential claims, one writer at a time: two that add at once would pass the limit together, or meet. */
async function lockedClaims(tx: Transaction, credentialId: string): Promise<ClaimRow[]> {
  await tx
    .select({ id: credentials.id })
    .from(credentials)
    .where(eq(credentials.id, credentialId))
    .for('update')
  const { id, competencyId, claim } = credentialCompetencies
  return tx
    .select({ id, competencyId, claim })
    .from(credentialCompetencies)
    .where(eq(credentialCompetencies.credentialId, credentialId))
}

function differences(standing: readonly ClaimRow[], said: readonly CompetencyClaims[]) {
  const wanted = new Map(said.map(({ competencyId, claims }) => [competencyId, new Set(claims)]))
  const stands = new Set(standing.map(({ competencyId, claim }) => `${competencyId} ${claim}`))
  return {
    added: [...wanted].flatMap(([competencyId, claims]) =>
      [...claims].flatMap((claim) =>
        stands.has(`${competencyId} ${claim}`) ? [] : [{ competencyId, claim }],
      ),
    ),
    removed: standing.flatMap(({ id, competencyId, claim }) => {
      const left = competencyId === null ? undefined : wanted.get(competencyId)
      return left && !left.has(claim) ? [id] : []
    }),
  }
}

/** All have to be readable here; one that is newly claimed has to stand in its framework, and be no heading. */
async function requireClaimable(
  tx: Transaction,
  organizationId: string,
  said: readonly CompetencyClaims[],
  added: readonly { competencyId: string }[],
): Promise<void> {
  const ids = [...new Set(said.map(({ competencyId }) => competencyId))]
  const found = await tx
    .select({
      id: competencies.id,
      retiredAt: competencies.retiredAt,
      isGroup: competencyVersions.isGroup,
    })
    .from(competencies)
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .innerJoin(frameworks, eq(frameworks.id, competencies.frameworkId))
    .where(
      and(
        inArray(competencies.id, ids),
        or(ne(frameworks.state, 'draft'), eq(frameworks.organizationId, organizationId)),
      ),
    )
  const open = new Set(
    found.flatMap(({ id, retiredAt, isGroup }) => (retiredAt || isGroup ? [] : [id])),
  )
  const isKnown = found.length === ids.length
  if (!isKnown || added.some(({ competencyId }) => !open.has(competencyId))) {
    throw new DomainError('not_found', 'competencies.none')
  }
}
