import { groupBy } from '@/server/domain/group-by'
import { isWithin, plainName } from './addresses'
import { hasNoName, type KnownEmployer, knownAt } from './employer-matches'
import { sharedDomain } from './mail-providers'
import { domainOfRecord } from './organizations'

/** An employer on record, with what tells it from another of its name; nothing of it moves when a rater starts. */
export type RegisteredEmployer = KnownEmployer & {
  countyId: string | null
  industryId: string | null
  /** The legal employer it belongs to, or itself. */
  legalId: string
  /** Somebody manages it. */
  managed: boolean
  /** Named by whoever brings the list. */
  named: boolean
}

/** A line as far as its employer is told by it. */
export type NamedLine = {
  line: number
  name: string
  domain: string | null
  countyId: string | null
}

export type LineMatch =
  | { kind: 'record'; employer: RegisteredEmployer; fillsDomain: boolean }
  | { kind: 'new' }
  | { kind: 'several'; employers: readonly RegisteredEmployer[] }
  /** One of this name may be it or may not be. */
  | { kind: 'same_name'; employer: RegisteredEmployer }

/**
 * Which employer on record each line of a list is about. At its web domain the one of its name, else the one confirmed,
 * else one that was called by the domain, else the only one. Elsewhere one of its name in its county, or named by whoever brings the
 * list, if the two web domains are one: a record that nobody manages takes the list's where it has none. Another employer of the
 * name in the county is for a person to tell apart, and so is one anywhere for a line that says no web domain.
 */
export function matchListed(
  lines: readonly NamedLine[],
  known: readonly RegisteredEmployer[],
): LineMatch[] {
  const byName = groupBy(known, ({ name }) => plainName(name))
  const byDomain = groupBy(known, ({ domain }) => domain?.toLowerCase() ?? '')
  return lines.map((line) => {
    const here = knownAt(line.domain, byDomain)
    if (here.length > 0) return atDomain(line, here)
    return ofName(line, byName.get(plainName(line.name)) ?? [])
  })
}

function atDomain({ name }: NamedLine, here: readonly RegisteredEmployer[]): LineMatch {
  const alike = here.filter((each) => plainName(each.name) === plainName(name))
  const able = alike.length > 0 ? alike : here
  const unnamed = alike.length === 0 ? here.filter(hasNoName) : []
  const confirmed = able.filter((each) => each.confirmed)
  const sole = [confirmed, unnamed, able].find((some) => some.length === 1)?.[0]
  return sole ? { kind: 'record', employer: sole, fillsDomain: false } : several(able)
}

function ofName(line: NamedLine, alike: readonly RegisteredEmployer[]): LineMatch {
  const near = alike.filter((each) =>
    each.countyId ? each.countyId === line.countyId : each.named,
  )
  const [one, other] = near.filter((each) => isAtOne(line, each))
  if (one && other) return several(near)
  if (one) {
    const fillsDomain = domainOfRecord(one.domain) === null && line.domain !== null
    return { kind: 'record', employer: one, fillsDomain }
  }
  const unsure = near[0] ?? (line.domain ? undefined : alike.find(({ countyId }) => !countyId))
  return unsure ? { kind: 'same_name', employer: unsure } : { kind: 'new' }
}

/** Neither has another web domain than the other; one whose people came from elsewhere takes none from a list. */
function isAtOne({ domain }: NamedLine, each: RegisteredEmployer): boolean {
  const own = domainOfRecord(each.domain)
  if (domain === null) return true
  return own === null ? !each.managed : isWithin(own, domain)
}

function several(employers: readonly RegisteredEmployer[]): LineMatch {
  return { kind: 'several', employers }
}

/**
 * Of each line the one before it that is about the same employer: the same record, or another at its owner's web domain, or
 * without one the same name in the same county; null for the first. Two sites of one legal employer are two.
 */
export function linesBefore(
  lines: readonly { line: NamedLine; employer: RegisteredEmployer | null }[],
): (number | null)[] {
  const first = new Map<string, { line: number; legalId: string | null }>()
  return lines.map(({ line, employer }) => {
    const legalId = employer?.legalId ?? null
    const domain = domainOfRecord(employer?.domain ?? null) ?? line.domain
    const place = domain ? sharedDomain(domain) : `${plainName(line.name)} ${line.countyId}`
    const keys = employer ? [employer.id, place] : [place]
    const before = keys.flatMap((key, at) => {
      const found = first.get(key)
      const isSite = at > 0 && found && legalId !== null && found.legalId === legalId
      return found && !isSite ? [found.line] : []
    })
    for (const key of keys) if (!first.has(key)) first.set(key, { line: line.line, legalId })
    return before[0] ?? null
  })
}
