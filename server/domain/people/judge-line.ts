import { type Confirmer, confirmVerdict } from './confirmations'
import {
  type LineNeed,
  type LineProblemReason,
  type LineView,
  type ListedEmployer,
  lineNeeds,
} from './employer-lists'
import type { LineMatch, RegisteredEmployer } from './listed-employers'
import { domainOfRecord } from './organizations'

/** What a line says of a place or an industry: which it is and what it is called, or what is wrong with that. */
export type PlaceSaid = { id: string | null; title: string; problem: Problem | null }

type Problem = { reason: LineProblemReason; other: string }

/** All that is known of a line; nothing of it moves when somebody there starts to answer. */
export type LineFacts = {
  by: Confirmer
  said: ListedEmployer
  match: LineMatch
  county: PlaceSaid
  industry: PlaceSaid
  /** Of the record found, what its own county and industry are called. */
  recordPlace: { county: string; industry: string } | null
  /** Whether the region of who confirms holds a county. */
  isNearby: (countyId: string) => boolean
  /** Its record names no county, and those who asked about it believe it to be outside of that region. */
  elsewhere: boolean
  /** Turned down before, and with whom it shares a web domain or a person. */
  refused: boolean
  links: readonly string[]
}

/** What confirming a line does to the register: whose record, null for a new one, and what it gets where it says nothing. */
export type LinePlan = {
  said: ListedEmployer
  employer: RegisteredEmployer | null
  domain: string | null
  countyId: string
  industryId: string
}

export type JudgedLine =
  | { kind: 'problem'; problem: Problem }
  | { kind: 'already'; view: LineView }
  | { kind: 'ready'; view: LineView; plan: LinePlan }

const longestName = 120

/**
 * What confirming would do with one line of a list. Who is confirmed already is left alone, whatever the line says; a
 * record's own county and industry go before the line's. What speaks against confirming is what `confirmVerdict` says,
 * before it is tried.
 */
export function judgeLine(facts: LineFacts): JudgedLine {
  const { said, match, county, industry, recordPlace } = facts
  const unclear = unclearEmployer(said, match)
  if (unclear) return { kind: 'problem', problem: unclear }
  const employer = match.kind === 'record' ? match.employer : null
  const domain = domainOfRecord(employer?.domain ?? null) ?? said.domain
  const view: LineView = {
    ...{ line: said.line, name: said.name, domain, needs: null, shares: [...facts.links] },
    outcome: outcomeOf(employer),
    record: employer && employer.name !== said.name ? employer.name : null,
    county: recordPlace?.county || county.title,
    industry: recordPlace?.industry || industry.title,
  }
  if (employer?.confirmed) return { kind: 'already', view: { ...view, shares: [] } }
  const countyId = employer?.countyId ?? county.id
  const industryId = employer?.industryId ?? industry.id
  const problem = (reason: LineProblemReason, other = ''): JudgedLine => ({
    kind: 'problem',
    problem: { reason, other },
  })
  if (!countyId) return problem(...partsOf(county.problem, 'no_county'))
  if (!facts.isNearby(countyId)) return problem('outside_region', view.county)
  if (facts.elsewhere) return problem('elsewhere')
  if (!industryId) return problem(...partsOf(industry.problem, 'no_industry'))
  const need = needOf(facts, domain !== null)
  const plan = { said, employer, domain, countyId, industryId }
  if (!need) return { kind: 'ready', view, plan }
  if (facts.by.kind === 'operator') return { kind: 'ready', view: { ...view, needs: need }, plan }
  return need === 'no_domain'
    ? problem(...domainProblem(said))
    : problem(need, facts.links.join('; '))
}

function partsOf(
  problem: Problem | null,
  otherwise: LineProblemReason,
): [LineProblemReason, string] {
  return problem ? [problem.reason, problem.other] : [otherwise, '']
}

function outcomeOf(employer: RegisteredEmployer | null): LineView['outcome'] {
  if (!employer) return 'new'
  return employer.confirmed ? 'already' : 'on_record'
}

function unclearEmployer({ name }: ListedEmployer, match: LineMatch): Problem | null {
  if (!/\p{L}|\p{N}/u.test(name) || name.length < 2) return { reason: 'no_name', other: '' }
  if (name.length > longestName) return { reason: 'long_name', other: String(longestName) }
  if (match.kind === 'several') {
    const { employers } = match
    return { reason: 'several_records', other: employers.map(calledAt).join('; ') }
  }
  if (match.kind === 'same_name') return { reason: 'same_name', other: calledAt(match.employer) }
  return null
}

function calledAt({ name, domain }: RegisteredEmployer): string {
  return domain ? `${name} (${domain})` : name
}

function domainProblem({ nobodys, unreadable }: ListedEmployer): [LineProblemReason, string] {
  if (nobodys) return ['nobodys_domain', nobodys]
  return unreadable ? ['not_a_domain', unreadable] : ['no_domain', '']
}

/** What stands against confirming it as things are; for the operator, what has to be noted. */
function needOf({ by, links, refused }: LineFacts, domain: boolean): LineNeed | null {
  const target = {
    ...{ kind: 'employer' as const, confirmed: false, placed: true },
    ...{ nearby: true, elsewhere: false },
  }
  const against = { no_domain: !domain, turned_down: refused, linked: links.length > 0 }
  const need = lineNeeds.find((each) => against[each]) ?? null
  const verdict = confirmVerdict({
    by,
    target: { ...target, domain, refused, linked: against.linked },
    note: '',
  })
  return verdict.ok ? null : need
}
