import { procedureTable } from '@/server/testing/procedure-table'
import type { Random } from '../random'
import { type Endpoint, queries } from './endpoints'
import type { Pool } from './pool'
import type { Visitor, Visitors } from './visitors'

/** One GET: what it is of, who asks, and the address. `sound` is one whose parts all name something. */
export type Request = { of: string; visitor: Visitor; path: string; sound: boolean }

/** What values come from, and what chooses among them. */
type Draws = { pool: Pool; random: Random }

const JUNK: readonly [unknown, ...unknown[]] = [
  '',
  ...[' ', 'none', '../..', "'; DROP TABLE rating; --", '%00', '\u0000', 'a'.repeat(5000), '🜁'],
  ...[null, true, -1, 1e300, 0.5, [], ['all'], {}, { $ne: null }, { toString: 1 }],
]

/** Random requests, well formed and not, to everything that answers to GET. */
export function randomRequests(
  random: Random,
  endpoints: readonly Endpoint[],
  visitors: Visitors,
  pool: Pool,
): Request[] {
  const requests: Request[] = []
  const draws = { pool, random }
  for (const { pattern, params } of endpoints) {
    if (pattern.startsWith('/api/trpc')) continue
    const rounds = params.length > 2 ? 3 : 2
    for (const visitor of params.includes('org')
      ? membersOf(visitors, random)
      : [visitors.nobody]) {
      for (let round = 0; round < rounds; round++) {
        requests.push(pageRequest(pattern, visitor, round > 0, draws))
      }
    }
  }
  for (const query of queries()) {
    for (const visitor of askersOf(query.path, visitors, random)) {
      requests.push(procedureRequest(query, visitor, true, draws))
    }
    const anybody = random.pick([visitors.nobody, visitors.operator, ...visitors.members])
    requests.push(procedureRequest(query, anybody, false, draws))
  }
  return distinct(requests)
}

/** More of what nobody got an answer from yet, asked by everybody. */
export function furtherRequests(
  names: readonly string[],
  random: Random,
  { operator, members }: Visitors,
  pool: Pool,
): Request[] {
  const draws = { pool, random }
  return distinct(
    names.flatMap((name) => {
      const query = queries().find(({ path }) => path === name)
      return [operator, ...members].map((visitor) =>
        query
          ? procedureRequest(query, visitor, true, draws)
          : pageRequest(name, visitor, true, draws),
      )
    }),
  )
}

function askersOf(path: string, visitors: Visitors, random: Random): Visitor[] {
  const { nobody, operator, members } = visitors
  switch (procedureTable[path]?.door) {
    case 'anyone':
      return [nobody, nobody, random.pick(members)]
    case 'operator':
      return [operator, random.pick(members)]
    case 'person':
      return [operator, random.pick(members)]
    default:
      return membersOf(visitors, random)
  }
}

/** The sample's own people, and somebody from elsewhere. */
function membersOf({ members, sample }: Visitors, random: Random): Visitor[] {
  return [...sample, random.pick(members)]
}

function distinct(requests: readonly Request[]): Request[] {
  return [...new Map(requests.map((each) => [`${each.visitor.org} ${each.path}`, each])).values()]
}

function pageRequest(
  pattern: string,
  visitor: Visitor,
  sound: boolean,
  { pool, random }: Draws,
): Request {
  const draw = pool.draw(pattern, visitor, random)
  const path = pattern.replace(/\[(\w+)\]/g, (_, name: string) => {
    if (name === 'org') return visitor.org
    const value = (sound ? draw(name) : random.pick(JUNK)) ?? 'none'
    return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value)) || 'none'
  })
  const asked = ['credential', 'occupation', 'region', 'sector', 'from', 'to', 'format']
  const search = new URLSearchParams(
    asked.map((name): [string, string] => [name, String(draw(name) ?? '')]),
  )
  const hasQuery = /filter$|choose$|download$/.test(pattern)
  return { of: pattern, visitor, path: hasQuery ? `${path}?${search}` : path, sound }
}

function procedureRequest(
  { path, fields, filter }: ReturnType<typeof queries>[number],
  visitor: Visitor,
  sound: boolean,
  { pool, random }: Draws,
): Request {
  const draw = pool.draw(path, visitor, random)
  const given = procedureTable[path]?.input
  const filled = (names: readonly string[]) =>
    Object.fromEntries(
      names.flatMap((name): [string, unknown][] => {
        const value = name === 'org' ? visitor.org : (draw(name) ?? given?.[name])
        return value === undefined ? [] : [[name, value]]
      }),
    )
  const input: Record<string, unknown> = filled(fields)
  if (filter.length > 0) input.filter = filled(filter)
  if (!sound) input[random.pick(['org', ...fields])] = random.pick(JUNK)
  const query = encodeURIComponent(JSON.stringify({ json: input }))
  return { of: path, visitor, path: `/api/trpc/${path}?input=${query}`, sound }
}
