import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import {
  credentialCompetencies,
  credentialOccupations,
  credentials,
  credentialVersions,
} from '@/server/db/schema/credentials'
import { organizations } from '@/server/db/schema/organizations'
import { occupations } from '@/server/db/schema/reference'
import { asReader, asTenant, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { groupBy } from '@/server/domain/group-by'
import type { CredentialCoverage, RequirementCoverage } from '@/server/domain/reading/coverage-view'
import type { MapView } from '@/server/domain/reading/map-view'
import { IMPORTANCE_SCORE } from '@/server/domain/scales'
import { env } from '@/server/env'
import { decisionsBetween } from '@/server/services/alignments/decisions-between'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'
import { readOwnMaps } from '@/server/services/maps/read-map'
import {
  type ReadRequirement,
  type RequirementView,
  readRequirement,
} from '@/server/services/requirements/read-requirement'
import {
  type Claimed,
  type Compared,
  coverLines,
  idsOf,
  knowLinks,
  type LinkKnowledge,
  type Need,
  ownWordsId,
} from './cover-lines'

/** More credentials than a person compares; the best are shown. */
const MOST_CREDENTIALS = 20
/** A competency most employers call a must have, counting each once. */
const MUST_HAVE_SHARE = 1 / 2

/** Which published credentials for the job's occupation cover the reader's own lines, on paper. */
export async function readRequirementCoverage(
  ctx: OrgContext,
  input: ReadRequirement,
): Promise<RequirementCoverage> {
  const requirement = await readRequirement(ctx, input)
  const marked = needsOf(requirement)
  if (marked.length === 0) return { lines: 0, credentials: [], more: 0 }
  return asReader(async (tx) => {
    const named = await nameCompetencies(
      tx,
      (requirement.mine?.lines ?? []).map((line) => line.competencyId),
    )
    const needs = marked.map((each) => ({
      ...each,
      framework: named.get(each.id)?.framework.slug ?? null,
    }))
    const found = await credentialsFor(tx, requirement.occupation.id)
    const claims = await claimsOf(
      tx,
      found.map((credential) => credential.id),
    )
    const all = { needs, claims: [...claims.values()].flat() }
    const known = (await knowLinks(tx, [all]))(all)
    const covered = found
      .map(({ id, providerId, ...credential }) => ({
        credential,
        ...coverLines({ needs, claims: claims.get(id) ?? [] }, known, {
          providerId,
          readerId: ctx.organization.id,
        }),
      }))
      .sort(
        (a, b) =>
          (b.confirmed ?? -1) - (a.confirmed ?? -1) ||
          (b.possible ?? -1) - (a.possible ?? -1) ||
          a.credential.name.localeCompare(b.credential.name, env().LOCALE),
      )
    return {
      lines: needs.length,
      credentials: covered.slice(0, MOST_CREDENTIALS),
      more: Math.max(0, covered.length - MOST_CREDENTIALS),
    }
  })
}

export const ReadCredentialCoverage = z.object({ slug: z.string().min(1).max(120) })
export type ReadCredentialCoverage = z.infer<typeof ReadCredentialCoverage>

/** How far a provider's credential covers, on paper, what employers publicly said its occupations need. */
export async function readCredentialCoverage(
  ctx: OrgContext,
  input: ReadCredentialCoverage,
): Promise<CredentialCoverage> {
  await authorize(ctx, 'credential.read')
  const leadsTo = await asTenant(ctx, (tx) => occupationsOf(tx, ctx.organization.id, input.slug))
  const maps = await readOwnMaps(
    ctx,
    leadsTo.map(({ code }) => ({
      ...{ credential: input.slug, occupation: code },
      ...{ region: 'all', sector: 'all' },
    })),
  )
  const compared = maps.map(comparedOf)
  const knownOf = await knowOwnLinks(ctx, compared)
  const who = { providerId: ctx.organization.id, readerId: ctx.organization.id }
  return {
    occupations: leadsTo.map((occupation, at) => {
      const sides = compared[at]
      const isAsked = sides && sides.needs.length > 0
      return { occupation, coverage: isAsked ? coverLines(sides, knownOf(sides), who) : null }
    }),
  }
}

/** What is known of links to everybody, and what the organization has decided about its own drafts. */
async function knowOwnLinks(
  ctx: OrgContext,
  compared: readonly Compared[],
): Promise<(sides: Compared) => LinkKnowledge> {
  const knownOf = await asReader((tx) => knowLinks(tx, compared))
  const own = await asTenant(ctx, (tx) => decisionsBetween(tx, ...idsOf(compared)))
  return (sides) => {
    const known = knownOf(sides)
    const decisions = new Map([...known.decisions, ...own].map((each) => [each.id, each]))
    return { ...known, decisions: [...decisions.values()] }
  }
}

function comparedOf(map: MapView): Compared {
  const needs = map.rows.flatMap(({ key, competency, importance }): Need[] => {
    if (!importance) return []
    const answers = importance.counts.reduce((sum, count) => sum + count, 0)
    return [
      {
        id: key,
        label: competency.label,
        statement: competency.statement,
        framework: competency.framework.slug,
        importance: importance.score / 100,
        mustHave: (importance.counts.at(-1) ?? 0) >= answers * MUST_HAVE_SHARE,
      },
    ]
  })
  const claims = map.rows
    .filter((row) => row.claims.length > 0)
    .map(({ key, competency }) => ({
      id: key,
      label: competency.label,
      statement: competency.statement,
      framework: competency.framework,
    }))
  return { needs, claims }
}

/** The reader's marked lines; those in own words are needs too, though no framework names them. */
function needsOf({ mine, ownWords }: RequirementView): Omit<Need, 'framework'>[] {
  const lines = (mine?.lines ?? []).flatMap(({ competencyId, label, statement, importance }) => {
    const level = Number(importance)
    return Number.isInteger(level) ? [need(competencyId, label, statement, level)] : []
  })
  const own = ownWords.flatMap(({ text, importance }, at) =>
    importance === null ? [] : [need(ownWordsId(at), text, text, importance)],
  )
  return [...lines, ...own]
}

function need(
  id: string,
  label: string,
  statement: string,
  level: number,
): Omit<Need, 'framework'> {
  const importance = IMPORTANCE_SCORE[level - 1] ?? 0
  return { id, label, statement, importance, mustHave: level === 4 }
}

async function credentialsFor(tx: Transaction, occupationId: string) {
  const rows = await tx
    .select({
      id: credentials.id,
      slug: credentials.slug,
      state: credentials.state,
      sample: credentials.sample,
      name: credentialVersions.name,
      kind: credentialVersions.kind,
      providerId: organizations.id,
      providerSlug: organizations.slug,
      providerName: organizations.name,
      verification: organizations.verification,
    })
    .from(credentials)
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .innerJoin(credentialOccupations, eq(credentialOccupations.credentialId, credentials.id))
    .where(
      and(eq(credentialOccupations.occupationId, occupationId), eq(credentials.state, 'published')),
    )
    .orderBy(credentialVersions.name, credentials.id)
  return rows.map(({ providerSlug, providerName, verification, ...row }) => ({
    ...row,
    provider: { slug: providerSlug, name: providerName, confirmed: verification === 'V2' },
  }))
}

async function claimsOf(
  tx: Transaction,
  credentialIds: readonly string[],
): Promise<Map<string, Claimed[]>> {
  const rows = await tx
    .selectDistinct({
      credentialId: credentialCompetencies.credentialId,
      competencyId: credentialCompetencies.competencyId,
    })
    .from(credentialCompetencies)
    .where(
      and(
        inArray(credentialCompetencies.credentialId, [...credentialIds]),
        isNotNull(credentialCompetencies.competencyId),
      ),
    )
    .orderBy(credentialCompetencies.credentialId, credentialCompetencies.competencyId)
  const names = await nameCompetencies(
    tx,
    rows.flatMap((row) => row.competencyId ?? []),
  )
  const claims = groupBy(rows, (row) => row.credentialId)
  return new Map(
    [...claims].map(([id, own]) => [
      id,
      own.flatMap(({ competencyId }) => {
        const named = competencyId ? names.get(competencyId) : undefined
        if (!named) return []
        const { label, statement, framework } = named
        return [{ id: named.id, label, statement, framework }]
      }),
    ]),
  )
}

async function occupationsOf(tx: Transaction, organizationId: string, slug: string) {
  const [credential] = await tx
    .select({ id: credentials.id })
    .from(credentials)
    .where(and(eq(credentials.slug, slug), eq(credentials.organizationId, organizationId)))
  if (!credential) throw new DomainError('not_found', 'credentials.none')
  return tx
    .select({ code: occupations.code, title: occupations.title })
    .from(credentialOccupations)
    .innerJoin(occupations, eq(occupations.id, credentialOccupations.occupationId))
    .where(eq(credentialOccupations.credentialId, credential.id))
    .orderBy(occupations.title)
}
