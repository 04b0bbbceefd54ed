import { groupBy } from '@/server/domain/group-by'

/** That one file imports another, both as paths from the root. */
export type Arrow = { from: string; to: string }

/** Files that import each other in a ring: the arrows of the shortest ring of each, none where there is none. */
export function circlesOfFiles(arrows: readonly Arrow[]): Arrow[][] {
  return rings(arrows.map((arrow) => ({ ...arrow, arrow })))
}

/**
 * The same of what stands side by side in one folder, whether file or folder, by the imports between all that each
 * holds.
 */
export function circlesOfFolders(arrows: readonly Arrow[]): Arrow[][] {
  const sides = arrows.flatMap((arrow) => {
    const from = arrow.from.split('/')
    const to = arrow.to.split('/')
    const shared = from.findIndex((part, at) => part !== to[at])
    if (shared < 0) return []
    const upTo = (parts: string[]) => parts.slice(0, shared + 1).join('/')
    return [{ floor: from.slice(0, shared).join('/'), from: upTo(from), to: upTo(to), arrow }]
  })
  return [...groupBy(sides, ({ floor }) => floor).values()].flatMap(rings)
}

type Edge = Arrow & { arrow: Arrow }

/** One ring a knot: found from where the walk along the arrows first comes back to. */
function rings(edges: readonly Edge[]): Arrow[][] {
  const leaving = groupBy(edges, ({ from }) => from)
  const done = new Set<string>()
  const found: Arrow[][] = []
  for (const start of leaving.keys()) {
    const ring = done.has(start) ? null : wayBack(start, leaving, done)
    if (!ring) continue
    for (const { from } of ring) done.add(from)
    found.push(ring.map(({ arrow }) => arrow))
  }
  return found
}

/** The shortest way along the arrows from a place back to it. */
function wayBack(
  start: string,
  leaving: ReadonlyMap<string, Edge[]>,
  done: ReadonlySet<string>,
): Edge[] | null {
  const cameBy = new Map<string, Edge>()
  const waiting = [start]
  for (const place of waiting) {
    for (const edge of leaving.get(place) ?? []) {
      if (edge.to === start) return wayTo(start, edge, cameBy)
      if (cameBy.has(edge.to) || done.has(edge.to)) continue
      cameBy.set(edge.to, edge)
      waiting.push(edge.to)
    }
  }
  return null
}

function wayTo(start: string, last: Edge, cameBy: ReadonlyMap<string, Edge>): Edge[] {
  const way = [last]
  for (let edge: Edge | undefined = last; edge && edge.from !== start; ) {
    edge = cameBy.get(edge.from)
    if (edge) way.unshift(edge)
  }
  return way
}
