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
  const blocks = independentBlocks(votes, figures)
  const outsider = blocks.flatMap((block) => fixedVotes(block, new Set()))
  const known = new Set(outsider)
  const byInsider: Record<string, string[]> = {}
  for (const employer of new Set(votes.map((vote) => vote.employer))) {
    const own = new Set(votes.filter((vote) => vote.employer === employer).map((vote) => vote.id))
    const learned = blocks
      .filter((block) => block.classes.some((ids) => ids.some((id) => own.has(id))))
      .flatMap((block) => fixedVotes(block, own))
      .filter((id) => !known.has(id))
    if (learned.length > 0) byInsider[employer] = inOrder(votes, learned)
  }
  const groups = blocks.map((block) => smallestGroup(block, groupLimit))
  return {
    byOutsider: inOrder(votes, outsider),
    byInsider,
    smallestIsolatedGroup: groups.length > 0 ? Math.min(...groups) : null,
  }
}

/**
 * A part of the system that shares no vote with the rest: independent rows over classes of votes. Votes of one class
 * stand in exactly the same figures, so no combination ever tells them apart.
 */
type Block = { classes: string[][]; rows: bigint[][] }

/** Reduced rows connect only votes that figures really tie together, however many sums were published on top. */
function independentBlocks(
  votes: readonly AuditVote[],
  figures: readonly (readonly string[])[],
): Block[] {
  const sets = distinct(figures)
  const classes = equalColumns(votes, sets)
  const rows = reduced(
    sets.map((figure) => classes.map((ids) => (figure.has(ids[0] ?? '') ? 1n : 0n))),
  )
  let parts: { columns: Set<number>; rows: bigint[][] }[] = []
  for (const row of rows) {
    const columns = new Set(row.flatMap((value, column) => (value === 0n ? [] : [column])))
    const touching = parts.filter((part) => [...columns].some((column) => part.columns.has(column)))
    parts = parts.filter((part) => !touching.includes(part))
    parts.push({
      columns: new Set([...touching.flatMap((part) => [...part.columns]), ...columns]),
      rows: [...touching.flatMap((part) => part.rows), row],
    })
  }
  return parts.map((part) => {
    const columns = [...part.columns].sort((a, b) => a - b)
    return {
      classes: columns.map((column) => classes[column] ?? []),
      rows: part.rows.map((row) => columns.map((column) => row[column] ?? 0n)),
    }
  })
}

function distinct(figures: readonly (readonly string[])[]): ReadonlySet<string>[] {
  const byVotes = new Map(figures.map((figure) => [[...figure].sort().join('\n'), figure]))
  return [...byVotes.values()].map((figure) => new Set(figure))
}

function equalColumns(
  votes: readonly AuditVote[],
  figures: readonly ReadonlySet<string>[],
): string[][] {
  const classes = new Map<string, string[]>()
  for (const { id } of votes) {
    const key = figures.map((figure) => (figure.has(id) ? '1' : '0')).join('')
    const equal = classes.get(key)
    if (equal) equal.push(id)
    else if (key.includes('1')) classes.set(key, [id])
  }
  return [...classes.values()]
}

/** Votes whose unit vector lies in the row space once those in `known` have been subtracted. */
function fixedVotes(block: Block, known: ReadonlySet<string>): string[] {
  const classes = block.classes.map((ids) => ids.filter((id) => !known.has(id)))
  const rows = reduced(
    block.rows.map((row) => row.map((value, column) => (classes[column]?.length ? value : 0n))),
  )
  return rows.flatMap((row) => {
    const used = classes.filter((_, column) => row[column] !== 0n)
    const only = used.length === 1 ? used[0] : undefined
    return only?.length === 1 ? only : []
  })
}

/**
 * The smallest support of a non-zero combination of rows: the smallest set of columns whose removal lowers the
 * rank. Votes of a class stand or fall together, so only sets of whole classes are tried.
 */
function smallestGroup({ classes, rows }: Block, limit: number): number {
  const size = (column: number) => classes[column]?.length ?? 0
  const order = classes.map((_, column) => column).sort((a, b) => size(a) - size(b))
  let best = Math.min(limit + 1, ...rows.map((row) => supportOf(row, classes)))
  const tried = (from: number, removed: ReadonlySet<number>, votes: number): void => {
    for (let at = from; at < order.length; at++) {
      const column = order[at] ?? 0
      const grown = votes + size(column)
      if (grown >= best) return
      const set = new Set(removed).add(column)
      const rest = rows.map((row) => row.map((value, c) => (set.has(c) ? 0n : value)))
      if (reduced(rest).length < rows.length) {
        best = grown
        return
      }
      tried(at + 1, set, grown)
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
