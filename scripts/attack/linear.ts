import { auditFigures } from '@/server/domain/method/disclosure'
import { type Finding, share } from './finding'
import { type History, liveFigures, publishedFigures, type Vote } from './history'

/**
 * T1: every figure of every view after every release as one linear system, for an outsider and for each single
 * insider. Control: the same auditor over a live view.
 */
export function linearAttack(histories: readonly History[]): Finding {
  return attack('T1 linear audit, votes', histories, (vote) => vote.id)
}

/** T2: the same when the attacker takes it that nobody ever changes an answer, so that unknowns are employers. */
export function stableAttack(histories: readonly History[]): Finding {
  return attack('T2 linear audit, stable answers', histories, (vote) => vote.employer)
}

function attack(
  test: string,
  histories: readonly History[],
  unknown: (vote: Vote) => string,
): Finding {
  let figures = 0
  let unknowns = 0
  let recovered = 0
  let smallest = Number.POSITIVE_INFINITY
  let liveUnknowns = 0
  let liveRecovered = 0
  for (const history of histories) {
    const published = publishedFigures(history)
    const audit = audited(published, unknown)
    figures += published.length
    unknowns += audit.unknowns
    recovered += audit.byOutsider + audit.byInsiders
    smallest = Math.min(smallest, audit.smallest)
    const live = audited(liveFigures(history), unknown)
    liveUnknowns += live.unknowns
    liveRecovered += live.byOutsider
  }
  return {
    test,
    tried: `${histories.length} histories, ${figures} figures, ${unknowns} unknowns, outsider and every insider`,
    recovered: `${recovered} (smallest isolated group ${smallest > 4 ? 'at least 5' : smallest})`,
    control: `live view: ${share(liveRecovered, liveUnknowns)} by an outsider`,
    passed: recovered === 0 && smallest >= 5 && liveRecovered > liveUnknowns / 2,
  }
}

function audited(figures: readonly Vote[][], unknown: (vote: Vote) => string) {
  const votes = [
    ...new Map(
      figures.flat().map((vote) => [unknown(vote), { id: unknown(vote), employer: vote.employer }]),
    ).values(),
  ]
  const audit = auditFigures(
    votes,
    figures.map((figure) => figure.map(unknown)),
    4,
  )
  const insiders = new Set(Object.values(audit.byInsider).flat())
  return {
    unknowns: votes.length,
    byOutsider: audit.byOutsider.length,
    byInsiders: insiders.size,
    smallest: audit.smallestIsolatedGroup ?? Number.POSITIVE_INFINITY,
  }
}
