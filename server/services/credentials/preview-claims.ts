import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { credentialCompetencies } from '@/server/db/schema/credentials'
import {
  competencies,
  competencyVersions,
  externalIdentifiers,
} from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import type { ClaimPreview } from '@/server/domain/catalogue/claim-lists'
import { matchClaims, type Nameable } from '@/server/domain/catalogue/claim-matches'
import { groupBy } from '@/server/domain/group-by'
import type { ClaimList } from './find-claim-list'

/** What applying a sheet would do now, line by line. */
export async function previewClaims(
  tx: Transaction,
  { credential, framework, read, otherwise }: ClaimList,
): Promise<ClaimPreview> {
  const { competencyId, claim } = credentialCompetencies
  const claims = await tx
    .select({ competencyId, claim })
    .from(credentialCompetencies)
    .where(eq(credentialCompetencies.credentialId, credential.id))
  const standing = new Map(
    [...groupBy(claims, (each) => each.competencyId ?? '')].map(([id, some]) => [
      id,
      some.map((each) => each.claim),
    ]),
  )
  const found = matchClaims(read.lines, await nameable(tx, framework.id), { standing, otherwise })
  return { ...found, left: read.left, unused: read.unused }
}

/** The competencies of a framework with all they may be named by, in its order. */
async function nameable(tx: Transaction, frameworkId: string): Promise<Nameable[]> {
  const rows = await tx
    .select({
      id: competencies.id,
      code: competencyVersions.code,
      label: competencyVersions.label,
      statement: competencyVersions.statement,
      isGroup: competencyVersions.isGroup,
    })
    .from(competencies)
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(and(eq(competencies.frameworkId, frameworkId), isNull(competencies.retiredAt)))
    .orderBy(asc(competencies.position))
  const { entityId, value } = externalIdentifiers
  const names = await tx
    .select({ entityId, value })
    .from(externalIdentifiers)
    .where(
      and(
        eq(externalIdentifiers.entityKind, 'competency'),
        inArray(
          entityId,
          tx
            .select({ id: competencies.id })
            .from(competencies)
            .where(eq(competencies.frameworkId, frameworkId)),
        ),
      ),
    )
  const identifiers = groupBy(names, (each) => each.entityId)
  return rows.map((row) => ({
    ...row,
    identifiers: (identifiers.get(row.id) ?? []).map((each) => each.value),
  }))
}
