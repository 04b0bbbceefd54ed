import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import {
  credentialCompetencies,
  credentials,
  credentialVersions,
} from '@/server/db/schema/credentials'
import {
  competencies,
  competencyAssociations,
  competencyClosure,
  competencyVersions,
  externalIdentifiers,
  frameworks,
} from '@/server/db/schema/frameworks'
import { organizations } from '@/server/db/schema/organizations'
import { asReader, type Transaction } from '@/server/db/tenancy'
import type { CompetencyRecord } from '@/server/domain/catalogue/framework-view'
import { DomainError } from '@/server/domain/errors'

/** A competency of a published framework: its words now and before, its place, who claims it. */
export async function readPublishedCompetency(input: { id: string }): Promise<CompetencyRecord> {
  return asReader(async (tx) => {
    const [found] = await tx
      .select({ competency: competencies, words: competencyVersions, framework: frameworks })
      .from(competencies)
      .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
      .innerJoin(frameworks, eq(frameworks.id, competencies.frameworkId))
      .where(eq(competencies.id, input.id))
    if (!found) throw new DomainError('not_found', 'competencies.none')
    const { competency, words, framework } = found
    return {
      id: competency.id,
      label: words.label,
      statement: words.statement,
      code: words.code,
      listEnumeration: words.listPosition,
      type: words.type,
      axis: words.axis,
      levels: words.levels,
      notes: words.notes,
      isGroup: words.isGroup,
      keywords: words.keywords,
      retired: competency.retiredAt !== null,
      framework: { slug: framework.slug, name: framework.name, state: framework.state },
      ancestors: await ancestorsOf(tx, competency.id),
      children: await childrenOf(tx, competency.id),
      versions: await tx
        .select({
          no: competencyVersions.no,
          label: competencyVersions.label,
          statement: competencyVersions.statement,
          at: competencyVersions.createdAt,
        })
        .from(competencyVersions)
        .where(eq(competencyVersions.competencyId, competency.id))
        .orderBy(desc(competencyVersions.no)),
      identifiers: await tx
        .select({ scheme: externalIdentifiers.scheme, value: externalIdentifiers.value })
        .from(externalIdentifiers)
        .where(
          and(
            eq(externalIdentifiers.entityId, competency.id),
            eq(externalIdentifiers.entityKind, 'competency'),
          ),
        )
        .orderBy(asc(externalIdentifiers.scheme), asc(externalIdentifiers.value)),
      credentials: await claimsOf(tx, competency.id),
    }
  })
}

const name = {
  id: competencies.id,
  label: competencyVersions.label,
  code: competencyVersions.code,
}

function ancestorsOf(tx: Transaction, id: string) {
  return tx
    .select(name)
    .from(competencyClosure)
    .innerJoin(competencies, eq(competencies.id, competencyClosure.ancestorId))
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(and(eq(competencyClosure.descendantId, id), isNull(competencies.retiredAt)))
    .orderBy(desc(competencyClosure.depth), asc(competencies.position))
}

function childrenOf(tx: Transaction, id: string) {
  return tx
    .select(name)
    .from(competencyAssociations)
    .innerJoin(competencies, eq(competencies.id, competencyAssociations.fromCompetencyId))
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(
      and(
        eq(competencyAssociations.toCompetencyId, id),
        eq(competencyAssociations.type, 'isChildOf'),
        isNull(competencies.retiredAt),
      ),
    )
    .orderBy(asc(competencyAssociations.position), asc(competencies.position))
}

async function claimsOf(tx: Transaction, id: string) {
  const rows = await tx
    .select({
      slug: credentials.slug,
      name: credentialVersions.name,
      providerName: organizations.name,
      verification: organizations.verification,
      claim: credentialCompetencies.claim,
    })
    .from(credentialCompetencies)
    .innerJoin(credentials, eq(credentials.id, credentialCompetencies.credentialId))
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .where(and(eq(credentialCompetencies.competencyId, id), eq(credentials.state, 'published')))
    .orderBy(asc(credentialVersions.name))
  return rows.map(({ providerName: name, verification, ...row }) => ({
    ...row,
    provider: { name, confirmed: verification === 'V2' },
  }))
}
