/**
 * The disclosure auditor (METHOD §8.4, §8.7 T1-T2): what a set of published figures gives away about single
 * votes, by exact elimination over the field of 2^61 - 1 elements. A figure is the set of votes it sums; an
 * attacker knows every set and every sum.
 */
const P = (1n << 61n) - 1n

export type AuditVote = { id: string; employer: string }

export type Disclosure = {
  /** Votes the figures fix for anybody. */
  byOutsider: string[]
  /** Further votes fixed once an employer subtracts its own; only employers that learn something. */
  byInsider: Record<string, string[]>
  /** Fewest votes in any non-zero combination of figures; null without figures. */
  smallestIsolatedGroup: number | null
}

/**
 * Audits figures over votes.
 * @param figures ids of the votes each published figure sums
 * @param groupLimit isolated groups are looked for up to this size; larger ones report `groupLimit + 1`
 */
export function auditFigures(
  votes: readonly AuditVote[],
  figures: readonly (readonly string[])[],
  groupLimit = Number.POSITIVE_INFINITY,
): Disclosure {
  const components = connected(votes, figures)
  const outsider = components.flatMap((part) => fixedColumns(part, new Set()))
  const known = new Set(outsider)
  const byInsider: Record<string, string[]> = {}
  for (const employer of new Set(votes.map((vote) => vote.employer))) {
    const own = new Set(votes.filter((vote) => vote.employer === employer).map((vote) => vote.id))
    const learned = components
      .filter((part) => part.votes.some((id) => own.has(id)))
      .flatMap((part) => fixedColumns(part, own))
      .filter((id) => !known.has(id))
    if (learned.length > 0) byInsider[employer] = inOrder(votes, learned)
  }
  const groups = components.map((part) => smallestGroup(part, groupLimit))
  return {
    byOutsider: inOrder(votes, outsider),
    byInsider,
    smallestIsolatedGroup: groups.length > 0 ? Math.min(...groups) : null,
  }
}

/** Figures that share votes, directly or through others; nothing is learned across components. */
type Component = { votes: string[]; figures: Set<string>[] }

function connected(
  votes: readonly AuditVote[],
  figures: readonly (readonly string[])[],
): Component[] {
  const ids = new Set(votes.map((vote) => vote.id))
  let parts: Component[] = []
  for (const figure of distinct(figures)) {
    const own = new Set([...figure].filter((id) => ids.has(id)))
    if (own.size === 0) continue
    const touching = parts.filter((part) => part.votes.some((id) => own.has(id)))
    parts = parts.filter((part) => !touching.includes(part))
    parts.push({
      votes: [...new Set([...touching.flatMap((part) => part.votes), ...own])],
      figures: [...touching.flatMap((part) => part.figures), own],
    })
  }
  return parts
}

function distinct(figures: readonly (readonly string[])[]): (readonly string[])[] {
  return [...new Map(figures.map((figure) => [[...figure].sort().join('\n'), figure])).values()]
}

/** Votes whose unit vector lies in the row space once the columns in `dropped` are known. */
function fixedColumns(part: Component, dropped: ReadonlySet<string>): string[] {
  const columns = part.votes.filter((id) => !dropped.has(id))
  const classes = columnClasses(part, columns)
  // Only a vote that no other shares all its figures with can be fixed, but all of them take part in the rows.
  const rows = reduced(
    part.figures.map((figure) => classes.map((votes) => (figure.has(votes[0] ?? '') ? 1n : 0n))),
  )
  return rows.flatMap((row) => {
    const used = classes.filter((_, column) => row[column] !== 0n)
    const only = used.length === 1 ? used[0] : undefined
    return only?.length === 1 ? only : []
  })
}

/** Votes that stand in exactly the same figures: their columns are equal. */
function columnClasses(part: Component, columns: readonly string[]): string[][] {
  const classes = new Map<string, string[]>()
  for (const id of columns) {
    const key = part.figures.map((figure) => (figure.has(id) ? '1' : '0')).join('')
    const equal = classes.get(key)
    if (equal) equal.push(id)
    else classes.set(key, [id])
  }
  return [...classes.values()]
}

/**
 * The smallest support of a non-zero combination of rows: the smallest set of columns whose removal lowers the
 * rank. Equal columns stand or fall together, so only sets of whole classes are tried.
 */
function smallestGroup(part: Component, limit: number): number {
  const classes = columnClasses(part, part.votes).sort((a, b) => a.length - b.length)
  const matrix = part.figures.map((figure) =>
    classes.map((votes) => (figure.has(votes[0] ?? '') ? 1n : 0n)),
  )
  const rows = reduced(matrix)
  const rank = rows.length
  let best = Math.min(limit + 1, ...rows.map((row) => supportOf(row, classes)))
  const tried = (from: number, removed: Set<number>, size: number): void => {
    for (let column = from; column < classes.length; column++) {
      const grown = size + (classes[column]?.length ?? 0)
      if (grown >= best) return
      const set = new Set(removed).add(column)
      if (
        reduced(rows.map((row) => row.map((value, c) => (set.has(c) ? 0n : value)))).length < rank
      ) {
        best = grown
        return
      }
      tried(column + 1, set, grown)
    }
  }
  tried(0, new Set(), 0)
  return best
}

function supportOf(row: readonly bigint[], classes: readonly string[][]): number {
  return row.reduce(
    (sum, value, column) => sum + (value === 0n ? 0 : (classes[column]?.length ?? 0)),
    0,
  )
}

/** The non-zero rows of the reduced row echelon form. */
function reduced(matrix: readonly (readonly bigint[])[]): bigint[][] {
  const rows = matrix.map((row) => [...row])
  const width = rows[0]?.length ?? 0
  let rank = 0
  for (let column = 0; column < width && rank < rows.length; column++) {
    const found = rows.findIndex((row, index) => index >= rank && row[column] !== 0n)
    const lead = rows[found]
    if (!lead) continue
    rows[found] = rows[rank] ?? lead
    const factor = inverse(lead[column] ?? 1n)
    const scaled = lead.map((value) => (value === 0n ? 0n : modulo(value * factor)))
    rows[rank] = scaled
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]
      const weight = row?.[column] ?? 0n
      if (!row || index === rank || weight === 0n) continue
      rows[index] = row.map((value, c) => {
        const other = scaled[c] ?? 0n
        return other === 0n ? value : modulo(value - weight * other)
      })
    }
    rank++
  }
  return rows.slice(0, rank)
}

function modulo(value: bigint): bigint {
  const rest = value % P
  return rest < 0n ? rest + P : rest
}

/** By Fermat: a^(P - 2). */
function inverse(value: bigint): bigint {
  if (value === 1n) return 1n
  let result = 1n
  let base = modulo(value)
  for (let exponent = P - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = modulo(result * base)
    base = modulo(base * base)
  }
  return result
}

function inOrder(votes: readonly AuditVote[], ids: readonly string[]): string[] {
  const wanted = new Set(ids)
  return votes.filter((vote) => wanted.has(vote.id)).map((vote) => vote.id)
}
