import {
  COHORT_DEFAULTS,
  type CohortConfig,
  emptyItem,
  type ItemState,
  type Scope,
} from '@/server/domain/method/cohort-state'
import { type CohortVersion, type ItemEvent, releaseItem } from '@/server/domain/method/cohorts'
import type { AuditVote } from '@/server/domain/method/disclosure'
import { SCALE_SHAPES, type Scale } from '@/server/domain/scales'
import type { Random } from './random'

export type HistoryShape = {
  scale: Scale
  employers: number
  releases: number
  /** Chance per release that an employer that has rated rates again, or withdraws. */
  rerate: number
  withdraw: number
}

/** A vote with the level behind it; employer and id are what an attacker knows, the level is the secret. */
export type Vote = AuditVote & { level: number; region: string; sector: string }

/** One published row with the votes it sums. */
export type Row = { release: number; version: CohortVersion; votes: Vote[] }

export type History = {
  shape: HistoryShape
  config: CohortConfig
  events: ItemEvent[][]
  votes: Vote[]
  rows: Row[]
  states: ItemState[]
}

const REGIONS = ['A', 'A', 'B', 'B', 'C'] as const
const SECTORS = ['x', 'x', 'y', 'z'] as const

/** A long random history of one item, driven through the rules a release runs by. */
export function randomHistory(random: Random, shape: HistoryShape): History {
  const places = Array.from({ length: shape.employers }, () => ({
    region: random.pick(REGIONS),
    sector: random.pick(SECTORS),
  }))
  const { first, levels } = SCALE_SHAPES[shape.scale]
  const leaning = random.next()
  const level = () =>
    first + Math.min(levels - 1, Math.floor(levels * (0.6 * leaning + 0.55 * random.next())))
  const rated = new Set<number>()
  const events = Array.from({ length: shape.releases }, (_, release): ItemEvent[] => {
    const turn = `cycle-${release}`
    const answers = places.flatMap((place, index): ItemEvent[] => {
      const employer = `e${String(index).padStart(2, '0')}`
      if (rated.has(index) && random.chance(shape.withdraw)) {
        rated.delete(index)
        return [{ type: 'withdraw', employer }]
      }
      const rates = random.chance(rated.has(index) ? shape.rerate : 0.25)
      if (!rates) return []
      rated.add(index)
      const asked = random.chance(0.6) ? turn : null
      return [{ type: 'rate', employer, ...place, level: level(), turn: asked }]
    })
    return [...answers, { type: 'close', turn, byIndustry: random.chance(0.3) }]
  })
  return replay(shape, events)
}

/** Runs the events through the releases and keeps, beside each published row, the votes inside it. */
export function replay(shape: HistoryShape, events: ItemEvent[][]): History {
  const config: CohortConfig = { ...COHORT_DEFAULTS, scale: shape.scale }
  const votes: Vote[] = []
  const rows: Row[] = []
  const states: ItemState[] = []
  const latest = new Map<string, Vote>()
  const counted = new Map<number, Map<string, Vote>>()
  const carried = new Map<number, Vote[]>()
  let state = emptyItem()
  events.forEach((batch, release) => {
    for (const event of batch) {
      if (event.type === 'close') continue
      if (event.type === 'rate') {
        const { employer, level } = event
        const place = { region: event.region ?? '', sector: event.sector ?? '' }
        const vote: Vote = { id: `v${votes.length}`, employer, level, ...place }
        votes.push(vote)
        latest.set(event.employer, vote)
        continue
      }
      latest.delete(event.employer)
      for (const [cohort, members] of counted) {
        const left = members.get(event.employer)
        if (left) carried.set(cohort, [...(carried.get(cohort) ?? []), left])
        members.delete(event.employer)
      }
    }
    const result = releaseItem(state, batch, release, config)
    state = result.state
    states.push(state)
    for (const version of result.published) {
      const members = new Map(
        version.employers.flatMap((employer) => {
          const vote = latest.get(employer)
          return vote ? [[employer, vote] as const] : []
        }),
      )
      counted.set(version.cohort, members)
      const inside = [...members.values(), ...(carried.get(version.cohort) ?? [])]
      checkInside(version, inside, shape.scale)
      rows.push({ release, version, votes: inside })
    }
  })
  return { shape, config, events, votes, rows, states }
}

/** The harness is only worth something if the votes it lists are the ones that were counted. */
function checkInside(version: CohortVersion, votes: readonly Vote[], scale: Scale): void {
  const { first, levels } = SCALE_SHAPES[scale]
  const counts = Array.from(
    { length: levels },
    (_, index) => votes.filter((vote) => vote.level === first + index).length,
  )
  if (String(counts) !== String(version.rawCounts)) {
    throw new Error('The attack lost track of which votes a row holds.')
  }
}

/** Every figure of every view after every release: rows, and sums of whole cohorts over all filters. */
export function publishedFigures(history: History): Vote[][] {
  const filters = scopesOf(history.votes)
  const figures = history.rows.map((row) => row.votes)
  for (let release = 0; release < history.events.length; release++) {
    const latest = new Map<number, Row>()
    for (const row of history.rows) if (row.release <= release) latest.set(row.version.cohort, row)
    for (const filter of filters) {
      const chosen = [...latest.values()].filter((row) => isInside(row.version.scope, filter))
      if (chosen.length > 0) figures.push(chosen.flatMap((row) => row.votes))
    }
  }
  return figures
}

/**
 * What a live dashboard would show instead: after every single event, every filter with at least five employers,
 * from everybody's latest vote.
 */
export function liveFigures(history: History): Vote[][] {
  const filters = scopesOf(history.votes)
  const latest = new Map<string, Vote>()
  const figures: Vote[][] = []
  let next = 0
  for (const event of history.events.flat()) {
    if (event.type === 'close') continue
    if (event.type === 'withdraw') latest.delete(event.employer)
    else {
      const vote = history.votes[next]
      if (vote) latest.set(event.employer, vote)
      next += 1
    }
    for (const filter of filters) {
      const chosen = [...latest.values()].filter((vote) => isInside(vote, filter))
      if (chosen.length >= 5) figures.push(chosen)
    }
  }
  return figures
}

function scopesOf(votes: readonly Vote[]): Scope[] {
  const regions = [...new Set(votes.map((vote) => vote.region)), null]
  const sectors = [...new Set(votes.map((vote) => vote.sector)), null]
  return regions.flatMap((region) => sectors.map((sector) => ({ region, sector })))
}

function isInside(scope: Scope, filter: Scope): boolean {
  return (
    (filter.region === null || scope.region === filter.region) &&
    (filter.sector === null || scope.sector === filter.sector)
  )
}
