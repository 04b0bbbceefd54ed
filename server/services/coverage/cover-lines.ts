import type { Transaction } from '@/server/db/tenancy'
import { type AlignmentDecision, countsForOthers } from '@/server/domain/catalogue/alignments'
import {
  bestMatches,
  corpusOf,
  likelyKind,
  mayCount,
} from '@/server/domain/catalogue/text-matching'
import { groupBy } from '@/server/domain/group-by'
import { weighedCoverage } from '@/server/domain/method/coverage'
import {
  bestLink,
  type LineLink,
  linksBetween,
  type UndecidedLink,
} from '@/server/domain/reading/coverage-links'
import type { CoverageView, CoveredLine } from '@/server/domain/reading/coverage-view'
import { decisionsBetween } from '@/server/services/alignments/decisions-between'
import { type PublisherClaim, publisherClaims } from '@/server/services/alignments/publisher-claims'
import { comparedText, stemsOf, stemWords } from '@/server/services/alignments/stem-words'

/** A need to be covered. One in an employer's own words has an id that is no competency's. */
export type Need = {
  id: string
  label: string
  statement: string
  /** The framework's slug; null in an employer's own words. */
  framework: string | null
  importance: number
  mustHave: boolean
}

/** A competency that a credential claims. */
export type Claimed = {
  id: string
  label: string
  statement: string
  framework: { slug: string; name: string }
}

/** What is known of links between needs and claims before one credential is looked at. */
export type LinkKnowledge = {
  decisions: AlignmentDecision[]
  claimed: PublisherClaim[]
  /** Of each need and claim. */
  stems: ReadonlyMap<string, string[]>
  corpus: ReturnType<typeof corpusOf>
}

/** Needs and what is claimed to cover them. */
export type Compared = { needs: readonly Need[]; claims: readonly Claimed[] }

/**
 * Reads decisions, documents' own links and stems once for all that is compared, through the reader's door. Links of
 * others than one's own needs and claims say nothing; texts are weighed among those they are compared with.
 */
export async function knowLinks(
  tx: Transaction,
  compared: readonly Compared[],
): Promise<(sides: Compared) => LinkKnowledge> {
  const [ids, claimIds] = idsOf(compared)
  const texts = new Map(compared.flatMap(textsOf).map((text) => [text.id, text]))
  const stemOf = await stemWords(tx, [...texts.values()].map(comparedText))
  const stems = new Map([...texts].map(([id, text]) => [id, stemsOf(comparedText(text), stemOf)]))
  const decisions = await decisionsBetween(tx, ids, claimIds)
  const claimed = await publisherClaims(tx, ids)
  return (sides) => {
    const own = new Set(textsOf(sides).map(({ id }) => id))
    const corpus = corpusOf([...own].map((id) => ({ id, stems: stems.get(id) ?? [] })))
    return { decisions, claimed, stems, corpus }
  }
}

const textsOf = ({ needs, claims }: Compared) => [...needs, ...claims]

/** The competencies that are needed, and those that are claimed. */
export function idsOf(compared: readonly Compared[]): [needed: string[], claimed: string[]] {
  const needed = compared.flatMap(({ needs }) => needs.map((need) => need.id))
  const claimed = compared.flatMap(({ claims }) => claims.map((claim) => claim.id))
  return [[...new Set(needed)].filter((id) => !isOwnWords(id)), [...new Set(claimed)]]
}

/** How far one credential covers the needs on paper, the most important need first. */
export function coverLines(
  { needs, claims }: Compared,
  known: LinkKnowledge,
  who: { providerId: string; readerId: string },
): CoverageView {
  const decisions = known.decisions.filter(
    (decision) => decision.by.id === who.readerId || countsForOthers(decision, who.providerId),
  )
  const links = linksBetween(
    needs.map((need) => need.id),
    new Set(claims.map((claim) => claim.id)),
    { decisions, undecided: undecidedLinks(needs, claims, known) },
    who.readerId,
  )
  const { confirmed, possible, mustHaveCovered, mustHaveTotal } = weighedCoverage(needs, links)
  const linksOf = groupBy(links, (link) => link.requirement)
  const claimOf = new Map(claims.map((claim) => [claim.id, claim]))
  return {
    confirmed,
    possible,
    mustHaveCovered,
    mustHaveTotal,
    described: claims.length > 0,
    lines: [...needs]
      .sort((a, b) => b.importance - a.importance)
      .map((need) => coveredLine(need, bestLink(need.id, linksOf.get(need.id) ?? []), claimOf)),
  }
}

const ownWords = 'own-words:'

/** The id of a need that no framework names. */
export function ownWordsId(at: number): string {
  return `${ownWords}${at}`
}

function isOwnWords(id: string): boolean {
  return id.startsWith(ownWords)
}

/** Two competencies of one framework are two things on purpose: only other frameworks' are suggested. */
function undecidedLinks(
  needs: readonly Need[],
  claims: readonly Claimed[],
  { claimed, stems, corpus }: LinkKnowledge,
): UndecidedLink[] {
  const texts = claims.map((claim) => ({
    id: claim.id,
    stems: stems.get(claim.id) ?? [],
    framework: claim.framework.slug,
  }))
  const byWords = needs.flatMap((need) =>
    bestMatches(
      stems.get(need.id) ?? [],
      texts.filter((text) => text.framework !== need.framework),
      corpus,
    )
      .filter(mayCount)
      .map((match) => ({
        lineId: need.id,
        claimId: match.id,
        kind: likelyKind(match),
        claimedBy: null,
      })),
  )
  const frameworkOf = new Map<string, string | null>([
    ...needs.map((need): [string, string | null] => [need.id, need.framework]),
    ...claims.map((claim): [string, string] => [claim.id, claim.framework.slug]),
  ])
  const byDocuments = claimed
    .filter(({ fromId, toId }) => frameworkOf.get(fromId) !== frameworkOf.get(toId))
    .flatMap(({ fromId, toId, kind, framework }) => [
      { lineId: fromId, claimId: toId, kind, claimedBy: framework },
      { lineId: toId, claimId: fromId, kind, claimedBy: framework },
    ])
  return [...byDocuments, ...byWords]
}

function coveredLine(
  need: Need,
  link: LineLink | null,
  claimOf: ReadonlyMap<string, Claimed>,
): CoveredLine {
  const { id, label, importance, mustHave } = need
  const other = link && link.claimId !== id ? claimOf.get(link.claimId) : null
  return {
    id,
    label,
    importance,
    mustHave,
    state: link === null ? 'uncovered' : link.status === 'confirmed' ? 'covered' : 'possible',
    link: link && {
      kind: link.kind,
      label: other?.label ?? null,
      framework: other?.framework.name ?? null,
      accepted: link.decision && { by: link.decision.by.name, at: link.decision.at },
      claimedBy: link.claimedBy,
    },
  }
}
