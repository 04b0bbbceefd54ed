import {
  type AlignmentDecision,
  pairKey,
  standingDecision,
} from '@/server/domain/catalogue/alignments'
import { groupBy } from '@/server/domain/group-by'
import { type CoverageLink, LINK_WEIGHTS, type LinkKind } from '@/server/domain/method/coverage'

/** A link nobody has decided about: claimed by a framework's own document, or suggested by words. */
export type UndecidedLink = {
  lineId: string
  claimId: string
  kind: LinkKind
  /** The framework whose document claims it; null: its words alone suggest it. */
  claimedBy: string | null
}

/** How one need is answered by one of a credential's competencies. */
export type LineLink = CoverageLink & {
  claimId: string
  /** Who accepted the link; null where need and claim are the same competency, or nobody has. */
  decision: AlignmentDecision | null
  claimedBy: string | null
}

/** What is known of pairs of competencies: decided by somebody, or suggested. */
type KnownLinks = {
  decisions: readonly AlignmentDecision[]
  undecided: readonly UndecidedLink[]
}

/**
 * Every link between needs and a credential's competencies: the same competency on both sides is exact; a pair
 * somebody decided about is what was decided; only then do suggestions stand.
 * @param readerId the organization that reads, whose own decisions come first
 */
export function linksBetween(
  lineIds: readonly string[],
  claimIds: ReadonlySet<string>,
  { decisions, undecided }: KnownLinks,
  readerId: string | null = null,
): LineLink[] {
  const lines = new Set(lineIds)
  const byPair = groupBy(decisions, (decision) => pairKey(decision.fromId, decision.toId))
  const same = lineIds
    .filter((id) => claimIds.has(id))
    .map(
      (id): LineLink => ({
        requirement: id,
        claimId: id,
        kind: 'exact',
        status: 'confirmed',
        decision: null,
        claimedBy: null,
      }),
    )
  const decided = [...byPair.values()].flatMap((of): LineLink[] => {
    const decision = standingDecision(of, readerId)
    if (!decision) return []
    const ends = [
      { line: decision.fromId, claim: decision.toId },
      { line: decision.toId, claim: decision.fromId },
    ]
    return ends
      .filter(({ line, claim }) => lines.has(line) && claimIds.has(claim))
      .map(({ line, claim }) => ({
        requirement: line,
        claimId: claim,
        kind: decision.kind ?? 'minor',
        status: decision.kind === null ? 'rejected' : 'confirmed',
        decision,
        claimedBy: null,
      }))
  })
  const open = undecided
    .filter(
      (link) =>
        link.lineId !== link.claimId &&
        lines.has(link.lineId) &&
        claimIds.has(link.claimId) &&
        !byPair.has(pairKey(link.lineId, link.claimId)),
    )
    .map(
      (link): LineLink => ({
        requirement: link.lineId,
        claimId: link.claimId,
        kind: link.kind,
        status: 'suggested',
        decision: null,
        claimedBy: link.claimedBy,
      }),
    )
  return [...same, ...decided, ...open]
}

/** The link that answers a need best: an accepted one before a suggested one, then the heavier; null when there is none. */
export function bestLink(lineId: string, links: readonly LineLink[]): LineLink | null {
  const [best] = links
    .filter((link) => link.requirement === lineId && link.status !== 'rejected')
    .sort(
      (a, b) =>
        Number(b.status === 'confirmed') - Number(a.status === 'confirmed') ||
        LINK_WEIGHTS[b.kind] - LINK_WEIGHTS[a.kind] ||
        (a.claimId < b.claimId ? -1 : 1),
    )
  return best ?? null
}
