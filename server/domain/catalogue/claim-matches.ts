import { plainText } from '@/server/domain/marked-text'
import type { ClaimLine, ClaimPreview } from './claim-lists'
import type { ClaimKind } from './credentials'

/** A competency of the framework a sheet is for, with everything it may be named by. */
export type Nameable = {
  id: string
  code: string | null
  label: string
  statement: string
  isGroup: boolean
  identifiers: readonly string[]
}

type Found = Pick<ClaimPreview, 'rows' | 'problems' | 'added'>

const longestShown = 200
const mostNamed = 3

/**
 * What a sheet's lines claim of a framework's competencies, and what is to be mended in the others. A line is looked for by
 * each of its names in turn: identifier, code, then its words, whole, whatever their case, spaces and last stop. Names of
 * one line that mean different competencies are told, never chosen between.
 *
 * @param standing the kinds that are claimed already, by competency
 * @param otherwise what is claimed where no column says it
 */
export function matchClaims(
  lines: readonly ClaimLine[],
  framework: readonly Nameable[],
  {
    standing,
    otherwise,
  }: { standing: ReadonlyMap<string, readonly ClaimKind[]>; otherwise: ClaimKind },
): Found {
  const named = byName(framework)
  const firstLine = new Map<string, number>()
  const found: Found = { rows: [], problems: [], added: 0 }
  for (const line of lines) {
    const text = line.names.join(' · ').slice(0, longestShown)
    const refuse = (reason: ClaimPreview['problems'][number]['reason'], detail = '') =>
      found.problems.push({ line: line.line, text, reason, detail })
    const meant = competencyOf(line.names, named)
    if ('reason' in meant) refuse(meant.reason, meant.detail)
    else if (meant.competency.isGroup) refuse('heading')
    else if (line.unknown !== null) refuse('unknown_kind', line.unknown.slice(0, longestShown))
    else {
      const { id, label, code } = meant.competency
      const kinds = line.kinds ?? [otherwise]
      const before = firstLine.get(id)
      if (before !== undefined) refuse('twice', String(before))
      else if (kinds.length === 0) refuse('no_kind')
      else {
        firstLine.set(id, line.line)
        const stands = standing.get(id) ?? []
        const added = kinds.filter((kind) => !stands.includes(kind))
        found.added += added.length
        found.rows.push({
          ...{ line: line.line, competencyId: id, label, code, level: line.level, added },
          standing: kinds.filter((kind) => stands.includes(kind)),
        })
      }
    }
  }
  return found
}

type Meant =
  | { competency: Nameable }
  | { reason: 'nothing_named' | 'not_found' | 'several' | 'differ'; detail: string }

function competencyOf(names: readonly string[], named: ReturnType<typeof byName>): Meant {
  const said = names.map(comparable).filter(Boolean)
  if (said.length === 0) return { reason: 'nothing_named', detail: '' }
  const each = said.map((name) => named.get(name) ?? []).filter((some) => some.length > 0)
  const single = each.flatMap((some) => (some.length === 1 ? some : []))
  const [only, ...others] = [...new Set(single)]
  if (only && others.length === 0) {
    const agrees = each.every((some) => some.includes(only))
    return agrees
      ? { competency: only }
      : {
          reason: 'differ',
          detail: namesOf([only, ...(each.find((some) => !some.includes(only)) ?? [])]),
        }
  }
  if (only) return { reason: 'differ', detail: namesOf([only, ...others]) }
  const [first = []] = each
  // Two columns that each mean several may mean one together.
  const both = first.filter((competency) => each.every((some) => some.includes(competency)))
  const [meant, ...rest] = both
  if (meant && rest.length === 0) return { competency: meant }
  if (first.length > 0) return { reason: 'several', detail: namesOf(first) }
  return { reason: 'not_found', detail: '' }
}

/** Each name with the competencies it may be. An identifier or a code means what it names, whatever words are the same. */
function byName(framework: readonly Nameable[]): ReadonlyMap<string, Nameable[]> {
  const levels: ((each: Nameable) => (string | null)[])[] = [
    ({ id, identifiers }) => [id, `ce-${id}`, ...identifiers],
    ({ code }) => [code],
    ({ code, label, statement }) => [
      label,
      statement,
      ...(code ? [`${code} ${label}`, `${code} ${statement}`] : []),
    ],
  ]
  const all = new Map<string, Nameable[]>()
  for (const namesAt of levels) {
    const found = new Map<string, Set<Nameable>>()
    for (const competency of framework) {
      for (const name of namesAt(competency)) {
        const key = name === null ? '' : comparable(name)
        if (key === '' || all.has(key)) continue
        const some = found.get(key) ?? new Set()
        found.set(key, some.add(competency))
      }
    }
    for (const [key, some] of found) all.set(key, [...some])
  }
  return all
}

function namesOf(some: readonly Nameable[]): string {
  const names = some
    .slice(0, mostNamed)
    .map(({ code, label }) => (code ? `${code} ${label}` : label).slice(0, 80))
  return some.length > mostNamed ? `${names.join('; ')} …` : names.join('; ')
}

function comparable(text: string): string {
  return plainText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s.:;,…]+$/u, '')
    .trim()
}
