import { type PacketPlan, packetSize, spreadAbove } from './packets'

export type ForecastEmployer = {
  id: string
  confirmed: boolean
  region: string | null
  sector: string | null
}

export type CompetencyForecast = {
  competency: string
  /** Confirmed employers that are asked this competency. */
  asked: number
  /** Answers to expect if `shareAnswering` of them answer, rounded down. */
  expected: number
  publishable: boolean
  /** Regions that would be shown on their own. */
  regions: string[]
}

export type Forecast = {
  confirmed: number
  unconfirmed: number
  items: CompetencyForecast[]
  publishable: number
  /** null when everything is publishable already. */
  advice: ForecastAdvice | null
}

export type ForecastAdvice = {
  /** The list length at which everything becomes publishable, null if shortening cannot help. */
  shortenTo: number | null
  /** How many more confirmed employers make the whole list publishable. */
  addConfirmed: number
}

/**
 * What a cycle can publish if a share of the invited employers answer (PRODUCT, educator journey).
 *
 * Only confirmed employers enter cohorts, and after a cycle closes what is left over in a region
 * pools with the rest at once, so a competency is publishable when the expected answers reach `k`
 * overall, and a region is shown alone when they reach `k` within it. Levels play no part.
 */
export function forecastPublishable(input: {
  competencies: readonly string[]
  employers: readonly ForecastEmployer[]
  packets: PacketPlan
  shareAnswering?: number
  k?: number
}): Forecast {
  const share = input.shareAnswering ?? 0.5
  const k = input.k ?? 5
  const employers = [...new Map(input.employers.map((each) => [each.id, each])).values()]
  const confirmed = employers.filter((employer) => employer.confirmed)
  const items = input.competencies.map((competency) => {
    const asked = confirmed.filter((each) => input.packets.lists.get(each.id)?.includes(competency))
    const byRegion = new Map<string, number>()
    for (const { region } of asked) {
      if (region) byRegion.set(region, (byRegion.get(region) ?? 0) + 1)
    }
    const expected = whole(asked.length * share)
    return {
      competency,
      asked: asked.length,
      expected,
      publishable: expected >= k,
      regions: [...byRegion].flatMap(([region, n]) => (whole(n * share) >= k ? [region] : [])),
    }
  })
  const publishable = items.filter((item) => item.publishable).length
  return {
    confirmed: confirmed.length,
    unconfirmed: employers.length - confirmed.length,
    items,
    publishable,
    advice: publishable === items.length ? null : advise(items.length, confirmed.length, share, k),
  }
}

function advise(length: number, confirmed: number, share: number, k: number): ForecastAdvice {
  const perCompetency = Math.ceil(k / share)
  if (length <= packetSize) {
    return { shortenTo: null, addConfirmed: Math.max(0, perCompetency - confirmed) }
  }
  const enoughToSpread = Math.max(spreadAbove + 1, Math.ceil((perCompetency * length) / packetSize))
  return {
    shortenTo: longestPublishable(confirmed, perCompetency),
    addConfirmed: Math.max(0, enoughToSpread - confirmed),
  }
}

function longestPublishable(confirmed: number, perCompetency: number): number | null {
  if (confirmed < perCompetency) return null
  if (confirmed <= spreadAbove) return packetSize
  return Math.max(packetSize, Math.floor((packetSize * confirmed) / perCompetency))
}

/** Rounds down, forgiving the last bits of a product such as 10 × 0.7. */
function whole(value: number): number {
  return Math.floor(value + 1e-9)
}
