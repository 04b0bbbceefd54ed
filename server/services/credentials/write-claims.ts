import { randomUUID } from 'node:crypto'
import { and, eq, inArray, ne, or } from 'drizzle-orm'
import { credentialCompetencies, credentials } from '@/server/db/schema/credentials'
import { competencies, competencyVersions, frameworks } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import { mostClaims } from '@/server/domain/catalogue/claim-boxes'
import type { ClaimKind } from '@/server/domain/catalogue/credentials'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { OrgContext } from '@/server/services/context'

type ClaimRow = Pick<typeof credentialCompetencies.$inferSelect, 'id' | 'competencyId' | 'claim'>

type Changes = {
  /** All competencies that were named, whether or not something changes. */
  named: readonly string[]
  added: readonly { competencyId: string; claim: ClaimKind; level: string | null }[]
  /** Claims by their ids. */
  removed: readonly string[]
}

/** What the credential claims, one writer at a time: two that add at once would pass the limit together, or meet. */
export async function lockedClaims(tx: Transaction, credentialId: string): Promise<ClaimRow[]> {
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

/** Adds and takes back claims of a credential whose `standing` ones are locked, and records it once with counts. */
export async function writeClaims(
  tx: Transaction,
  ctx: OrgContext,
  credential: { id: string; standing: readonly ClaimRow[] },
  { named, added, removed }: Changes,
): Promise<{ added: number; removed: number }> {
  const organizationId = ctx.organization.id
  const credentialId = credential.id
  const counts = { added: added.length, removed: removed.length }
  await requireClaimable(tx, organizationId, { named, added })
  if (credential.standing.length + counts.added - counts.removed > mostClaims) {
    const values = { most: mostClaims }
    throw new DomainError('limit_reached', 'credentials.mostClaims', { values })
  }
  if (counts.added + counts.removed === 0) return counts
  if (counts.removed > 0) {
    const ofCredential = eq(credentialCompetencies.credentialId, credentialId)
    await tx
      .delete(credentialCompetencies)
      .where(and(ofCredential, inArray(credentialCompetencies.id, [...removed])))
  }
  if (counts.added > 0) {
    await tx.insert(credentialCompetencies).values(
      added.map((claim) => ({
        ...{ id: randomUUID(), credentialId, organizationId, ...claim },
        assertedBy: organizationId,
      })),
    )
  }
  await tx.update(credentials).set({ updatedAt: ctx.now }).where(eq(credentials.id, credentialId))
  await recordAudit(tx, ctx, {
    verb: 'credential.claims',
    target: { kind: 'credential', id: credentialId },
    detail: counts,
  })
  return counts
}

/** All have to be readable here; one that is newly claimed has to stand in its framework, and be no heading. */
async function requireClaimable(
  tx: Transaction,
  organizationId: string,
  { named, added }: Pick<Changes, 'named' | 'added'>,
): Promise<void> {
  const ids = [...new Set(named)]
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
