import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { competencies, competencyVersions, frameworks } from '@/server/db/schema/frameworks'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import {
  type AlignmentDesk,
  reversedKind,
  type Suggestion,
} from '@/server/domain/catalogue/alignments'
import type { CompetencyView } from '@/server/domain/catalogue/competency-view'
import {
  bestMatches,
  likelyKind,
  MOST_SUGGESTIONS,
  markWords,
  type TextMatch,
  wordsOf,
} from '@/server/domain/catalogue/text-matching'
import { DomainError } from '@/server/domain/errors'
import { plainText } from '@/server/domain/marked-text'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'
import { type Candidates, findCandidates } from './find-candidates'
import { decidedTowards, type OwnDecision, ownDecisions } from './own-decisions'
import { type PublisherClaim, publisherClaims } from './publisher-claims'
import { comparedText, stemsOf, stemWords } from './stem-words'

const slug = z.string().min(1).max(120)

export const SuggestAlignments = z.object({
  from: slug,
  /** Null: every published framework. */
  to: slug.nullable(),
  /** The competency to look at; the first nobody has decided about when it is left out. */
  competencyId: z.uuid().optional(),
})
export type SuggestAlignments = z.infer<typeof SuggestAlignments>

/**
 * One competency of a framework with at most three of another that may match it, each with the words that
 * matched: links a framework's own document claims first, then the best by their words.
 */
export async function suggestAlignments(
  ctx: OrgContext,
  input: SuggestAlignments,
): Promise<AlignmentDesk> {
  await authorize(ctx, 'framework.read')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => {
    const from = await findSide(tx, input.from)
    const to = input.to === null ? null : await findSide(tx, input.to)
    if (to?.id === from.id) {
      throw new DomainError('invalid', 'alignments.chooseTwo', { field: 'to' })
    }
    const sources = await competencyIds(tx, from.id)
    const decided = await decidedTowards(tx, organizationId, from.id, to?.id ?? null)
    const open = sources.filter((id) => !decided.has(id))
    const current = input.competencyId ?? open[0]
    const at = current === undefined ? -1 : sources.indexOf(current)
    if (input.competencyId && at < 0) {
      throw new DomainError('not_found', 'competencies.noneHere')
    }
    const found =
      current === undefined
        ? nothingFound
        : await suggestionsFor(tx, organizationId, current, { from, to })
    return {
      from: { slug: from.slug, name: from.name },
      to: to && { slug: to.slug, name: to.name },
      total: sources.length,
      decided: sources.length - open.length,
      position: at + 1,
      ...found,
      previousId: sources[at - 1] ?? null,
      nextId: at < 0 ? null : (sources[at + 1] ?? null),
      nextOpenId:
        [...sources.slice(at + 1), ...sources.slice(0, Math.max(0, at))].find(
          (id) => !decided.has(id),
        ) ?? null,
    }
  })
}

type Side = { id: string; slug: string; name: string }
type Found = Pick<AlignmentDesk, 'competency' | 'suggestions' | 'others'>

const nothingFound: Found = { competency: null, suggestions: [], others: [] }

async function suggestionsFor(
  tx: Transaction,
  organizationId: string,
  sourceId: string,
  { from, to }: { from: Side; to: Side | null },
): Promise<Found> {
  const source = (await nameCompetencies(tx, [sourceId])).get(sourceId)
  if (!source) return nothingFound
  const text = comparedText(source)
  const sourceStems = stemsOf(text, await stemWords(tx, [text]))
  const candidates = await findCandidates(
    tx,
    sourceStems,
    to ? { frameworkId: to.id } : { otherThan: from.id },
  )
  const claims = (await publisherClaims(tx, [sourceId])).map((claim) => seenFrom(sourceId, claim))
  const decisions = await ownDecisions(tx, organizationId, sourceId)
  const elsewhere = await nameCompetencies(tx, [
    ...claims.map((claim) => claim.toId),
    ...decisions.map((decision) => decision.otherId),
  ])
  const known = new Map<string, CompetencyView>([
    ...[...elsewhere].filter(([, { frameworkId }]) =>
      to ? frameworkId === to.id : frameworkId !== from.id,
    ),
    ...candidates.competencies.map((each): [string, CompetencyView] => [each.id, each]),
  ])
  const stemOf = await stemWords(tx, [text, ...[...known.values()].map(comparedText)])
  const matches = scored(sourceStems, known, candidates.corpus, stemOf)
  const offered = [
    ...new Set([
      ...claims.map((claim) => claim.toId).filter((id) => known.has(id)),
      ...matches.map((match) => match.id).filter((id) => candidateIds(candidates).has(id)),
    ]),
  ].slice(0, MOST_SUGGESTIONS)
  const show = (id: string) =>
    suggestion(id, { known, matches, claims, decisions, stemOf, sourceStems })
  return {
    competency: plain(source),
    suggestions: offered.flatMap(show),
    others: decisions
      .map((decision) => decision.otherId)
      .filter((id) => known.has(id) && !offered.includes(id))
      .flatMap(show),
  }
}

function scored(
  source: readonly string[],
  known: ReadonlyMap<string, CompetencyView>,
  corpus: Candidates['corpus'],
  stemOf: ReadonlyMap<string, string>,
): TextMatch[] {
  const texts = [...known.values()].map((each) => ({
    id: each.id,
    stems: stemsOf(comparedText(each), stemOf),
  }))
  return bestMatches(source, texts, corpus, texts.length)
}

function suggestion(
  id: string,
  from: {
    known: ReadonlyMap<string, CompetencyView>
    matches: readonly TextMatch[]
    claims: readonly PublisherClaim[]
    decisions: readonly OwnDecision[]
    stemOf: ReadonlyMap<string, string>
    sourceStems: readonly string[]
  },
): Suggestion[] {
  const competency = from.known.get(id)
  if (!competency) return []
  const match = from.matches.find((each) => each.id === id)
  const claim = from.claims.find((each) => each.toId === id)
  const decision = from.decisions.find((each) => each.otherId === id)
  const stems = new Set(match?.stems)
  return [
    {
      competency: plain(competency),
      label: markWords(competency.label, from.stemOf, stems),
      statement: markWords(plainText(competency.statement), from.stemOf, stems),
      words: match ? matchedWords(competency, match, from.stemOf) : [],
      kind: decision?.kind ?? claim?.kind ?? (match ? likelyKind(match) : 'major'),
      claimedBy: claim?.framework ?? null,
      decision: decision ? { id: decision.id, kind: decision.kind, at: decision.at } : null,
    },
  ]
}

/** The words of a competency that matched, as it writes them, one for each stem, the rarest first. */
function matchedWords(
  competency: CompetencyView,
  match: TextMatch,
  stemOf: ReadonlyMap<string, string>,
): string[] {
  const words = wordsOf(comparedText(competency))
  return match.stems.flatMap((stem) => words.find((word) => stemOf.get(word) === stem) ?? [])
}

function seenFrom(sourceId: string, claim: PublisherClaim): PublisherClaim {
  if (claim.fromId === sourceId) return claim
  return { ...claim, fromId: sourceId, toId: claim.fromId, kind: reversedKind(claim.kind) }
}

function candidateIds(candidates: Candidates): Set<string> {
  return new Set(candidates.competencies.map((each) => each.id))
}

function plain({ id, label, statement, code, framework }: CompetencyView): CompetencyView {
  return { id, label, statement, code, framework }
}

async function findSide(tx: Transaction, wanted: string): Promise<Side> {
  const [row] = await tx
    .select({ id: frameworks.id, slug: frameworks.slug, name: frameworks.name })
    .from(frameworks)
    .where(eq(frameworks.slug, wanted))
  if (!row) throw new DomainError('not_found', 'frameworks.none')
  return row
}

/** Competencies that can be aligned, in the framework's order: no groups, nothing retired. */
async function competencyIds(tx: Transaction, frameworkId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: competencies.id })
    .from(competencies)
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(
      and(
        eq(competencies.frameworkId, frameworkId),
        isNull(competencies.retiredAt),
        eq(competencyVersions.isGroup, false),
      ),
    )
    .orderBy(asc(competencies.position), asc(competencies.id))
  return rows.map((row) => row.id)
}
