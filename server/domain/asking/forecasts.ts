import { groupBy } from '@/server/domain/group-by'
import { type PacketPlan, packetSize, spreadAbove } from './packets'

export type ForecastEmployer = {
  id: string
  confirmed: boolean
  region: string | null
  sector: string | null
}

/** How likely a competency is to be published after the cycle closes, 0 to 1. */
export type Chances = { importance: number; fit: number }

/** A group that would be shown by itself; null where it is wider. */
export type ExpectedGroup = { region: string | null; sector: string | null; employers: number }

export type CompetencyForecast = {
  competency: string
  /** Confirmed employers that are asked this competency. */
  asked: number
  chances: Chances
  /** The groups that form when as many answer as can be expected. */
  groups: ExpectedGroup[]
}

export type Forecast = {
  confirmed: number
  unconfirmed: number
  items: CompetencyForecast[]
  /** How many competencies are likely to be published. */
  likely: { importance: number; fit: number }
  /** null when everything is likely already. */
  advice: ForecastAdvice | null
}

export type ForecastAdvice = {
  /** The list length at which fit becomes likely throughout, null if shortening cannot help. */
  shortenTo: number | null
  /** How many more confirmed employers make the whole list likely. */
  addConfirmed: { importance: number; fit: number }
}

/** Of the employers asked, the share that answers; and of those, the share that can judge a line of fit. */
export const shareAnswering = 0.7
const shareJudging = 0.68

/** A competency is likely to be published from this chance on. */
const likelyFrom = 0.75

/** Employers of one industry that form a group of their own, where the cycle was opened by industry (METHOD R5). */
const sectorAlone = 10

const smallestGroup = 5

/**
 * What a cycle can publish, from its list as it was typed (METHOD R13): who has answered, waits or stands in a group
 * plays no part, nor does a level.
 *
 * The votes of a cycle become groups among themselves: one a region where there are five, the rest together where there
 * are five. So a competency is published when five confirmed employers say something of it, wherever they are.
 */
export function forecastPublishable(input: {
  competencies: readonly string[]
  employers: readonly ForecastEmployer[]
  packets: PacketPlan
  byIndustry: boolean
}): Forecast {
  const employers = [...new Map(input.employers.map((each) => [each.id, each])).values()]
  const confirmed = employers.filter((employer) => employer.confirmed)
  const items = input.competencies.map((competency) => {
    const asked = confirmed.filter((each) => input.packets.lists.get(each.id)?.includes(competency))
    return {
      competency,
      asked: asked.length,
      chances: chancesOf(asked.length),
      groups: expectedGroups(asked, input.byIndustry),
    }
  })
  const likely = {
    importance: items.filter(({ chances }) => chances.importance >= likelyFrom).length,
    fit: items.filter(({ chances }) => chances.fit >= likelyFrom).length,
  }
  return {
    confirmed: confirmed.length,
    unconfirmed: employers.length - confirmed.length,
    items,
    likely,
    advice: likely.fit === items.length ? null : advise(items.length, confirmed.length),
  }
}

/** How likely something is to be published of which so many confirmed employers are asked. */
export function chancesOf(asked: number): Chances {
  return {
    importance: atLeast(smallestGroup, asked, shareAnswering),
    fit: atLeast(smallestGroup, asked, shareAnswering * shareJudging),
  }
}

/** How many confirmed employers to invite so that a competency is likely to be published. */
export function invitationsNeeded(): { importance: number; fit: number } {
  const enough = (side: keyof Chances) => {
    let asked = smallestGroup
    while (chancesOf(asked)[side] < likelyFrom) asked += 1
    return asked
  }
  return { importance: enough('importance'), fit: enough('fit') }
}

/** The chance of `least` successes or more in `tries`. */
function atLeast(least: number, tries: number, chance: number): number {
  let term = (1 - chance) ** tries
  let fewer = 0
  for (let successes = 0; successes < least; successes++) {
    fewer += term
    term *= ((tries - successes) / (successes + 1)) * (chance / (1 - chance))
  }
  return Math.max(0, 1 - fewer)
}

/**
 * The groups of the run after a cycle closes (METHOD R5) when `shareAnswering` of these employers answer: one a region
 * from five on. By industry, a region's sectors of ten and more stand alone; what remains there is a group from ten on,
 * takes in the smallest of those sectors from five on, and waits below. What is left of all regions is one group from
 * five on.
 */
export function expectedGroups(
  employers: readonly Pick<ForecastEmployer, 'region' | 'sector'>[],
  byIndustry: boolean,
): ExpectedGroup[] {
  const groups: ExpectedGroup[] = []
  let left = 0
  for (const [region, own] of groupBy(employers, (each) => each.region ?? '')) {
    const answers = whole(own.length)
    const sectors = byIndustry && region !== '' ? sectorsAlone(region, own) : []
    if (region === '' || (sectors.length === 0 && answers < smallestGroup)) {
      left += own.length
      continue
    }
    const rest = answers - sum(sectors)
    if (sectors.length === 0 || rest >= sectorAlone) {
      groups.push(...sectors, { region, sector: null, employers: rest })
    } else if (rest >= smallestGroup) {
      const [smallest, ...others] = sectors
      groups.push(...others, { region, sector: null, employers: rest + (smallest?.employers ?? 0) })
    } else groups.push(...sectors)
  }
  const pooled = whole(left)
  if (pooled >= smallestGroup) groups.push({ region: null, sector: null, employers: pooled })
  return groups
}

/** The sectors of a region that stand alone, the smallest first. */
function sectorsAlone(
  region: string,
  employers: readonly Pick<ForecastEmployer, 'sector'>[],
): ExpectedGroup[] {
  return [...groupBy(employers, (each) => each.sector ?? '')]
    .map(([sector, own]) => ({ region, sector, employers: whole(own.length) }))
    .filter((group) => group.sector !== '' && group.employers >= sectorAlone)
    .sort((a, b) => a.employers - b.employers || (a.sector < b.sector ? -1 : 1))
}

function sum(groups: readonly ExpectedGroup[]): number {
  return groups.reduce((total, group) => total + group.employers, 0)
}

function advise(length: number, confirmed: number): ForecastAdvice {
  const needed = invitationsNeeded()
  return {
    shortenTo: length > packetSize ? longestLikely(confirmed, needed.fit) : null,
    addConfirmed: {
      importance: missing(length, confirmed, needed.importance),
      fit: missing(length, confirmed, needed.fit),
    },
  }
}

function missing(length: number, confirmed: number, perCompetency: number): number {
  const enough =
    length <= packetSize
      ? perCompetency
      : Math.max(spreadAbove + 1, Math.ceil((perCompetency * length) / packetSize))
  return Math.max(0, enough - confirmed)
}

function longestLikely(confirmed: number, perCompetency: number): number | null {
  if (confirmed < perCompetency) return null
  if (confirmed <= spreadAbove) return packetSize
  return Math.max(packetSize, Math.floor((packetSize * confirmed) / perCompetency))
}

/** Answers to expect of so many, rounded down, forgiving the last bits of a product such as 10 × 0.7. */
function whole(asked: number): number {
  return Math.floor(asked * shareAnswering + 1e-9)
}
