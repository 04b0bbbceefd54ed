/** Participation tables, employers by region × sector with published margins (METHOD §8.3 R11). */

export type Cell = readonly [row: number, column: number]

/** What an attacker who knows all margins and every printed cell can say of a suppressed one. */
export type CellInterval = { cell: Cell; low: number; high: number }

export type Suppression = {
  /** Cells of 1 to k - 1 employers. */
  primary: Cell[]
  /** Further cells left out so that no primary cell can be worked out. */
  complementary: Cell[]
  /** False when no choice of cells protects every primary one: then the table is not published. */
  protectable: boolean
}

/** Below this a cell is not printed. */
export const TABLE_THRESHOLD = 5

/**
 * Chooses the cells to leave out. Each primary cell that could be worked out gets the cheapest closed path of
 * cells through it, preferring cells already left out, then few and small ones.
 * @param table whole counts, rows of equal length
 */
export function suppress(
  table: readonly (readonly number[])[],
  k: number = TABLE_THRESHOLD,
  marginsPublished = true,
): Suppression {
  const primary = cellsOf(table).filter((cell) => at(table, cell) > 0 && at(table, cell) < k)
  const hidden = [...primary]
  if (!marginsPublished) return { primary, complementary: [], protectable: true }
  for (const cell of primary) {
    if (isProtected(table, hidden, cell)) continue
    const path = cheapestPath(table, hidden, cell)
    if (path === null)
      return { primary, complementary: hidden.slice(primary.length), protectable: false }
    hidden.push(...path.filter((step) => !includes(hidden, step)))
  }
  const complementary = hidden.slice(primary.length).sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return { primary, complementary, protectable: true }
}

/** The exact bounds margins leave for each suppressed cell, counts being non-negative (a maximum flow each). */
export function attackerIntervals(
  table: readonly (readonly number[])[],
  suppressed: readonly Cell[],
): CellInterval[] {
  return suppressed.map((cell) => {
    const value = at(table, cell)
    return {
      cell,
      low: value - Math.min(value, slack(table, suppressed, cell, 'down')),
      high: value + slack(table, suppressed, cell, 'up'),
    }
  })
}

function isProtected(
  table: readonly (readonly number[])[],
  suppressed: readonly Cell[],
  cell: Cell,
): boolean {
  return attackerIntervals(table, suppressed)
    .filter((interval) => interval.cell === cell)
    .every((interval) => interval.high > interval.low)
}

/**
 * How far a cell can move when the other suppressed cells absorb it: the largest flow from its row to its column
 * through them, each lowered cell carrying no more than it holds.
 */
function slack(
  table: readonly (readonly number[])[],
  suppressed: readonly Cell[],
  cell: Cell,
  direction: 'up' | 'down',
): number {
  const rows = table.length
  const size = rows + (table[0]?.length ?? 0)
  const capacity = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  for (const other of suppressed) {
    if (other[0] === cell[0] && other[1] === cell[1]) continue
    const [from, to] = [other[0], rows + other[1]]
    const lowered = at(table, other)
    setCapacity(capacity, from, to, direction === 'up' ? lowered : Number.POSITIVE_INFINITY)
    setCapacity(capacity, to, from, direction === 'up' ? Number.POSITIVE_INFINITY : lowered)
  }
  return maximumFlow(capacity, cell[0], rows + cell[1])
}

function setCapacity(capacity: number[][], from: number, to: number, value: number): void {
  const line = capacity[from]
  if (line) line[to] = value
}

function maximumFlow(capacity: number[][], source: number, sink: number): number {
  let flow = 0
  for (;;) {
    const before = new Map<number, number>([[source, source]])
    const queue = [source]
    for (let node = queue.shift(); node !== undefined && !before.has(sink); node = queue.shift()) {
      for (const [next, room] of (capacity[node] ?? []).entries()) {
        if (room > 0 && !before.has(next)) {
          before.set(next, node)
          queue.push(next)
        }
      }
    }
    if (!before.has(sink)) return flow
    const path: [number, number][] = []
    for (let node = sink; node !== source; node = before.get(node) ?? source) {
      path.push([before.get(node) ?? source, node])
    }
    const room = Math.min(...path.map(([from, to]) => capacity[from]?.[to] ?? 0))
    if (room === Number.POSITIVE_INFINITY) return room
    for (const [from, to] of path) {
      setCapacity(capacity, from, to, (capacity[from]?.[to] ?? 0) - room)
      setCapacity(capacity, to, from, (capacity[to]?.[from] ?? 0) + room)
    }
    flow += room
  }
}

/** The cheapest path from the cell's row to its column over other cells that hold something, or null. */
function cheapestPath(
  table: readonly (readonly number[])[],
  hidden: readonly Cell[],
  cell: Cell,
): Cell[] | null {
  const rows = table.length
  const price = (step: Cell) => (includes(hidden, step) ? 0 : 1e6 + at(table, step))
  const steps = cellsOf(table).filter(
    (step) => at(table, step) > 0 && !(step[0] === cell[0] && step[1] === cell[1]),
  )
  const reached = new Map<number, { cost: number; path: Cell[] }>([
    [cell[0], { cost: 0, path: [] }],
  ])
  // Bellman-Ford: the graph has a node a row and a column, so as many rounds as nodes settle it.
  for (let round = 0; round < rows + (table[0]?.length ?? 0); round++) {
    for (const step of steps) {
      for (const [from, to] of [
        [step[0], rows + step[1]],
        [rows + step[1], step[0]],
      ] as const) {
        const start = reached.get(from)
        if (!start) continue
        const cost = start.cost + price(step)
        if (cost < (reached.get(to)?.cost ?? Number.POSITIVE_INFINITY)) {
          reached.set(to, { cost, path: [...start.path, step] })
        }
      }
    }
  }
  return reached.get(rows + cell[1])?.path ?? null
}

function cellsOf(table: readonly (readonly number[])[]): Cell[] {
  return table.flatMap((row, r) => row.map((_, c): Cell => [r, c]))
}

function at(table: readonly (readonly number[])[], [row, column]: Cell): number {
  return table[row]?.[column] ?? 0
}

function includes(cells: readonly Cell[], cell: Cell): boolean {
  return cells.some((other) => other[0] === cell[0] && other[1] === cell[1])
}
