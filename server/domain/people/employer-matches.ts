import { groupBy } from '@/server/domain/group-by'
import { isWithin, ownDomain, plainName } from './addresses'
import { canBeOwn, sharedDomain } from './mail-providers'

export type KnownEmployer = { id: string; name: string; domain: string | null; confirmed: boolean }

/** An employer on record, found by its web domain or its name, or one that nobody has recorded. */
export type FoundEmployer =
  | { kind: 'domain' | 'name'; employerId: string; name: string; domain: string | null }
  | { kind: 'new'; key: string; name: string; domain: string | null }

/** Without a name, `unknown` at a mail service and `several` at a domain that more than one employer has. */
export type EmployerMatch = FoundEmployer | { kind: 'unknown' } | { kind: 'several' }

type Named = { email: string; employer: string | null }

/**
 * Which employer each address belongs to, in the order given. The name given wins over the domain: an employer of that
 * name on record, at this domain before others; else a record at the domain that has no name but its domain; else a
 * new one, the same for all who are given plainly the same name. Without a name: the employer on record at the domain,
 * else the one this list names there, else a new one called by the domain. A mail service's domain tells nothing.
 */
export function matchEmployers(
  addresses: readonly Named[],
  known: readonly KnownEmployer[],
): EmployerMatch[] {
  const fresh = new Map<string, FoundEmployer>()
  const byName = groupBy(known, ({ name }) => plainName(name))
  const byDomain = groupBy(known, ({ domain }) => domain?.toLowerCase() ?? '')
  const named = addresses.map(({ email, employer }) =>
    employer && plainName(employer)
      ? matchName({ name: employer, domain: ownDomain(email) }, { byName, byDomain, fresh })
      : null,
  )
  const namedAt = new Map<string, Map<string, FoundEmployer>>()
  for (const [at, match] of named.entries()) {
    const domain = ownDomain(addresses[at]?.email ?? '')
    if (!match || !domain) continue
    namedAt.set(domain, (namedAt.get(domain) ?? new Map()).set(employerKey(match), match))
  }
  return addresses.map(({ email }, at) => {
    const match = named[at]
    // A domain that a later line brings is the new employer's too.
    if (match) return match.kind === 'new' ? (fresh.get(match.key) ?? match) : match
    return matchDomain(ownDomain(email), byDomain, (domain) => [
      ...(namedAt.get(domain)?.values() ?? []),
    ])
  })
}

/** By which the addresses of one employer are told from those of another. */
export function employerKey(match: FoundEmployer): string {
  return match.kind === 'new' ? match.key : match.employerId
}

type ByKey = ReadonlyMap<string, readonly KnownEmployer[]>

function matchName(
  { name, domain }: { name: string; domain: string | null },
  known: { byName: ByKey; byDomain: ByKey; fresh: Map<string, FoundEmployer> },
): FoundEmployer {
  const wanted = plainName(name)
  const alike = known.byName.get(wanted) ?? []
  const here = alike.find((each) => domain && each.domain && isWithin(domain, each.domain))
  if (here) return found('domain', here)
  if (alike[0]) return found('name', alike[0])
  const unnamed = knownAt(domain, known.byDomain).find(hasNoName)
  if (unnamed) return found('domain', unnamed)
  const key = `name:${wanted}`
  const earlier = known.fresh.get(key)
  const match: FoundEmployer = {
    ...{ kind: 'new', key, name: earlier?.name ?? name },
    domain: widest(earlier?.domain ?? null, domain),
  }
  known.fresh.set(key, match)
  return match
}

function matchDomain(
  domain: string | null,
  byDomain: ByKey,
  namedAt: (domain: string) => FoundEmployer[],
): EmployerMatch {
  if (!domain) return { kind: 'unknown' }
  const here = knownAt(domain, byDomain)
  const confirmed = here.filter((each) => each.confirmed)
  const [only, second] = confirmed.length === 1 ? confirmed : here
  if (only) return second ? { kind: 'several' } : found('domain', only)
  const [one, other] = namedAt(domain)
  if (one) return other ? { kind: 'several' } : one
  return { kind: 'new', key: `domain:${domain}`, name: domain, domain }
}

/** The employers on record at the domain, or at the nearest above it. */
export function knownAt<Known extends KnownEmployer>(
  domain: string | null,
  byDomain: ReadonlyMap<string, readonly Known[]>,
): readonly Known[] {
  const labels = domain?.split('.') ?? []
  for (const at of labels.keys()) {
    const above = labels.slice(at).join('.')
    const here = byDomain.get(above)
    if (here && domain && isWithin(domain, above)) return here
  }
  return []
}

/** Recorded from an address alone, whose domain had to stand for a name. */
export function hasNoName({ name, domain }: Omit<KnownEmployer, 'id' | 'confirmed'>): boolean {
  return name.toLowerCase() === domain?.toLowerCase()
}

function found(kind: 'domain' | 'name', { id, name, domain }: KnownEmployer): FoundEmployer {
  return { kind, employerId: id, name, domain }
}

function widest(one: string | null, other: string | null): string | null {
  if (!one || !other) return one ?? other
  return isWithin(one, other) ? other : one
}

/** What a person should see before it is done. */
export type EmployerNotes = {
  /** Addresses taken as one employer's though they were given under other names, or are at another domain than its own. */
  joined: { employer: string; names: string[]; domains: string[] }[]
  /** Employers at one own domain, which count as one until a person has called them separate (METHOD §9). */
  shared: { domain: string; employers: string[] }[]
}

/** Which names and domains became one employer, and which employers share a domain; those on record count too. */
export function employerNotes(
  matched: readonly (Named & { match: FoundEmployer })[],
  known: readonly KnownEmployer[],
): EmployerNotes {
  const joined: EmployerNotes['joined'] = []
  for (const rows of groupBy(matched, ({ match }) => employerKey(match)).values()) {
    const [first] = rows
    if (!first) continue
    const { name, domain } = first.match
    const names = [...new Set(rows.flatMap(({ employer }) => employer ?? []))]
    const others = names.filter((each) => each.toLowerCase() !== name.toLowerCase())
    const own = domain && canBeOwn(domain) ? [domain.toLowerCase()] : []
    const domains = [...new Set([...rows.flatMap(({ email }) => ownDomain(email) ?? []), ...own])]
    const apart = new Set(domains.map(sharedDomain)).size > 1
    if (others.length === 0 && !apart) continue
    joined.push({ employer: name, names: others, domains: apart ? domains : [] })
  }
  return { joined, shared: sharedDomains(matched, known) }
}

function sharedDomains(
  matched: readonly { match: FoundEmployer }[],
  known: readonly KnownEmployer[],
): EmployerNotes['shared'] {
  const named = new Map<string, Map<string, string>>()
  const add = (domain: string | null, key: string, name: string) => {
    if (!domain) return
    const shared = sharedDomain(domain)
    named.set(shared, (named.get(shared) ?? new Map<string, string>()).set(key, name))
  }
  for (const { match } of matched) add(match.domain, employerKey(match), match.name)
  const asked = new Set(named.keys())
  for (const { id, name, domain } of known) {
    if (domain && asked.has(sharedDomain(domain))) add(domain, id, name)
  }
  return [...named].flatMap(([domain, employers]) =>
    employers.size > 1 ? [{ domain, employers: [...employers.values()] }] : [],
  )
}
