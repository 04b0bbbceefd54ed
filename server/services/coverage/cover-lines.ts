import type { Transaction } from '@/server/db/tenancy'
import { type AlignmentDecision, countsForOthers } from '@/server/domain/alignments'
import { weighedCoverage } from '@/server/domain/coverage'
import {
  bestLink,
  type LineLink,
  linksBetween,
  type UndecidedLink,
} from '@/server/domain/coverage-links'
import type { CoverageView, CoveredLine } from '@/server/domain/coverage-view'
import { bestMatches, corpusOf, likelyKind, mayCount } from '@/server/domain/text-matching'
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
  stemOf: ReadonlyMap<string, string>
  corpus: ReturnType<typeof corpusOf>
}

/** Reads decisions, documents' own links and stems once for all claims, through the reader's door. */
export async function knowLinks(
  tx: Transaction,
  needs: readonly Need[],
  claims: readonly Claimed[],
): Promise<LinkKnowledge> {
  const ids = needs.map((need) => need.id).filter((id) => !isOwnWords(id))
  const claimIds = [...new Set(claims.map((claim) => claim.id))]
  const texts = [...needs, ...claims]
  const stemOf = await stemWords(tx, texts.map(comparedText))
  return {
    decisions: await decisionsBetween(tx, ids, claimIds),
    claimed: await publisherClaims(tx, ids),
    stemOf,
    corpus: corpusOf(
      [...new Map(texts.map((text) => [text.id, text])).values()].map((text) => ({
        id: text.id,
        stems: stemsOf(comparedText(text), stemOf),
      })),
    ),
  }
}

/** How far one credential covers the needs on paper, the most important need first. */
export function coverLines(
  needs: readonly Need[],
  claims: readonly Claimed[],
  known: LinkKnowledge,
  who: { providerId: string; readerId: string },
): CoverageView {
  const decisions = known.decisions.filter(
    (decision) => decision.by.id === who.readerId || countsForOthers(decision, who.providerId),
  )
  const links = linksBetween(
    needs.map((need) => need.id),
    new Set(claims.map((claim) => claim.id)),
    decisions,
    undecidedLinks(needs, claims, known),
    who.readerId,
  )
  const { confirmed, possible, mustHaveCovered, mustHaveTotal } = weighedCoverage(needs, links)
  return {
    confirmed,
    possible,
    mustHaveCovered,
    mustHaveTotal,
    described: claims.length > 0,
    lines: [...needs]
      .sort((a, b) => b.importance - a.importance)
      .map((need) => coveredLine(need, bestLink(need.id, links), claims)),
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
  { claimed, stemOf, corpus }: LinkKnowledge,
): UndecidedLink[] {
  const texts = claims.map((claim) => ({
    id: claim.id,
    stems: stemsOf(comparedText(claim), stemOf),
    framework: claim.framework.slug,
  }))
  const byWords = needs.flatMap((need) =>
    bestMatches(
      stemsOf(comparedText(need), stemOf),
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

function coveredLine(need: Need, link: LineLink | null, claims: readonly Claimed[]): CoveredLine {
  const { id, label, importance, mustHave } = need
  const other = link && link.claimId !== id ? claims.find((each) => each.id === link.claimId) : null
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
