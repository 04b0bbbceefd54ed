import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import type {
  EmployerCounts,
  EmployersRead,
  LineProblem,
  LineView,
  ListedEmployer,
} from '@/server/domain/people/employer-lists'
import {
  type JudgedLine,
  judgeLine,
  type LinePlan,
  type PlaceSaid,
} from '@/server/domain/people/judge-line'
import {
  type LineMatch,
  linesBefore,
  matchListed,
  type RegisteredEmployer,
} from '@/server/domain/people/listed-employers'
import { confirmer } from '@/server/services/organizations/confirm-organization'
import { countiesSaid } from '@/server/services/organizations/counties-said'
import { mayPlace } from '@/server/services/organizations/deals-with'
import {
  findDomainLinks,
  findLinks,
  isRefused,
} from '@/server/services/organizations/employer-links'
import { employersLike } from '@/server/services/organizations/employers-like'
import { industriesSaid } from '@/server/services/organizations/industries-said'
import { industryIndex } from '@/server/services/organizations/industry-index'
import type { ListContext } from './employer-list-door'

export type JudgedLines = {
  ready: { view: LineView; plan: LinePlan }[]
  already: LineView[]
  /** Each with its line as it was read; null of one beyond as many as are read. */
  problems: { problem: LineProblem; said: ListedEmployer | null }[]
}

/**
 * What confirming a list would do now, line by line. It is told by the list, the register and what was decided there, never by
 * who has started to answer (METHOD §9, R13).
 */
export async function judgeLines(
  ctx: ListContext,
  { employers, beyond }: Pick<EmployersRead, 'employers' | 'beyond'>,
): Promise<JudgedLines> {
  const industryOf = industriesSaid(await industryIndex())
  const judged = await asOperator((tx) => judgeEach(tx, ctx, { employers, industryOf }))
  return sift(employers, judged, beyond)
}

async function judgeEach(
  tx: Transaction,
  ctx: ListContext,
  {
    employers,
    industryOf,
  }: { employers: readonly ListedEmployer[]; industryOf: (text: string) => PlaceSaid },
): Promise<JudgedLine[]> {
  const organizationId = 'organization' in ctx ? ctx.organization.id : null
  const counties = await countiesSaid(tx, organizationId)
  const lines = employers.map((said) => ({ said, county: counties.read(said.county) }))
  const named = lines.map(({ said, county }) => ({ ...said, countyId: county.id }))
  const known = await findRegistered(tx, organizationId, employers)
  const matches = matchListed(named, known)
  const evidenceOf = await findEvidence(tx, employers, matches)
  const titles = new Map(known.map(({ id, industry }) => [id, industry]))
  const elsewhere = new Set(known.flatMap(({ id, placeable }) => (placeable ? [] : [id])))
  return lines.map(({ said, county }, at): JudgedLine => {
    const match = matches[at] ?? { kind: 'new' }
    const employer = match.kind === 'record' ? match.employer : null
    return judgeLine({
      ...{ by: confirmer(ctx), said, match, county },
      industry: industryOf(said.industry),
      recordPlace: employer && {
        county: employer.countyId ? counties.titleOf(employer.countyId) : '',
        industry: titles.get(employer.id) ?? '',
      },
      isNearby: counties.isNearby,
      elsewhere: employer !== null && elsewhere.has(employer.id),
      ...evidenceOf(said, employer),
    })
  })
}

/** How many lines come to what. */
export function countLines({ ready, already, problems }: JudgedLines): EmployerCounts {
  const fresh = ready.filter(({ view }) => view.outcome === 'new').length
  return {
    ...{ fresh, onRecord: ready.length - fresh, already: already.length },
    noted: ready.filter(({ view }) => view.needs !== null).length,
    problems: problems.length,
  }
}

/** The lines by what comes of them; of those about one employer the first alone. */
function sift(
  employers: readonly ListedEmployer[],
  judged: readonly JudgedLine[],
  beyond: EmployersRead['beyond'],
): JudgedLines {
  const sifted: JudgedLines = { ready: [], already: [], problems: [] }
  const able: JudgedLines['ready'] = []
  for (const [at, each] of judged.entries()) {
    const said = employers[at]
    if (!said) continue
    const { line, name } = said
    if (each.kind === 'already') sifted.already.push(each.view)
    else if (each.kind === 'ready') able.push(each)
    else sifted.problems.push({ said, problem: { line, name, ...each.problem } })
  }
  const before = linesBefore(
    able.map(({ plan: { said, employer, countyId } }) => ({
      line: { ...said, countyId },
      employer,
    })),
  )
  for (const [at, each] of able.entries()) {
    const first = before[at]
    const { said } = each.plan
    if (first === null || first === undefined) sifted.ready.push(each)
    else {
      const { line, name } = said
      const problem = { line, name, reason: 'twice' as const, other: String(first) }
      sifted.problems.push({ said, problem })
    }
  }
  for (const { line, name } of beyond) {
    sifted.problems.push({ said: null, problem: { line, name, reason: 'too_many', other: '' } })
  }
  sifted.problems.sort((a, b) => a.problem.line - b.problem.line)
  return sifted
}

const Registered = z.object({
  id: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  confirmed: z.boolean(),
  countyId: z.string().nullable(),
  industryId: z.string().nullable(),
  industry: z.string().nullable(),
  legalId: z.string(),
  managed: z.boolean(),
  named: z.boolean(),
  /** Whoever asks may say in which county it stands. */
  placeable: z.boolean(),
})

/** The employers on record that lines could be about. */
function findRegistered(
  tx: Transaction,
  organizationId: string | null,
  lines: readonly Pick<ListedEmployer, 'name' | 'domain'>[],
): Promise<(RegisteredEmployer & { industry: string | null; placeable: boolean })[]> {
  const like = employersLike({
    domains: lines.flatMap(({ domain }) => domain ?? []),
    names: lines.map(({ name }) => name),
  })
  return selectRows(
    tx,
    Registered,
    sql`SELECT o.id, o.name, o.domain, o.verification = 'V2' AS confirmed, o.county_id AS "countyId",
               o.industry_id AS "industryId", i.title AS industry, coalesce(o.parent_id, o.id) AS "legalId",
               o.claimed_at IS NOT NULL OR EXISTS (SELECT 1 FROM member m WHERE m.organization_id = o.id) AS managed,
               coalesce(o.created_by_organization_id = ${organizationId}::uuid, false) AS named,
               ${organizationId === null ? sql`true` : mayPlace(organizationId, sql`o`)} AS placeable
        FROM organization o LEFT JOIN industry i ON i.id = o.industry_id
        WHERE ${like} ORDER BY o.created_at, o.id`,
  )
}

type Evidence = { refused: boolean; links: string[] }

/** What speaks against confirming each line's employer, whether it is on record or new. */
async function findEvidence(
  tx: Transaction,
  lines: readonly ListedEmployer[],
  matches: readonly LineMatch[],
): Promise<(line: ListedEmployer, employer: RegisteredEmployer | null) => Evidence> {
  const records = matches.flatMap((match) => (match.kind === 'record' ? [match.employer] : []))
  const waiting = records.flatMap(({ id, confirmed }) => (confirmed ? [] : [id]))
  const linksOf = await findLinks(tx, waiting)
  const refused = await findRefused(tx, waiting)
  const domains = lines.flatMap(({ domain }, at) => {
    const match = matches[at]
    const takes = match?.kind === 'new' || (match?.kind === 'record' && match.fillsDomain)
    return domain && takes ? [domain] : []
  })
  const linksAt = await findDomainLinks(tx, [...new Set(domains)])
  const atDomain = new Set(domains)
  return ({ domain }, employer) => {
    const own = employer ? linksOf(employer.id) : []
    const there = domain && atDomain.has(domain) ? linksAt(domain) : []
    const others = [...own, ...there].filter(({ id }) => id !== employer?.id)
    return {
      refused: employer !== null && refused.has(employer.id),
      links: [...new Map(others.map(({ id, name }) => [id, name])).values()],
    }
  }
}

async function findRefused(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await selectRows(
    tx,
    z.object({ id: z.string() }),
    sql`SELECT o.id FROM organization o
        WHERE o.id = ANY(${`{${ids.join(',')}}`}::uuid[]) AND ${isRefused(sql`o`)}`,
  )
  return new Set(rows.map(({ id }) => id))
}
