import type { AgedCounts } from '@/server/domain/method/counts'
import type { MapItem } from './maps'

/** What is published and claimed under one competency of a map, whatever the filter. */
export type JoinSide = { key: string; fit: boolean; importance: boolean; claimed: boolean }

/** Two competencies that a person accepted as the same. */
export type ExactLink = { a: string; b: string; by: string; at: Date }

/** Two wordings on one row: the row keeps `key`; `other` brings its importance, or its claim. */
export type RowJoin = {
  key: string
  other: string
  brings: 'importance' | 'claim'
  by: string
  at: Date
}

/**
 * Which competencies of a map stand on one row. A pair is joined only where each side brings what the other
 * lacks, so that no figure is ever the sum of two questions and no employer is counted twice. A competency is
 * joined at most once: fit with importance before claims, then the earlier acceptance.
 */
export function findJoins(sides: readonly JoinSide[], links: readonly ExactLink[]): RowJoin[] {
  const known = new Map(sides.map((side) => [side.key, side]))
  const possible = links.flatMap((link) => {
    const a = known.get(link.a)
    const b = known.get(link.b)
    return a && b && a.key !== b.key && complement(a, b) ? [joinOf(a, b, link)] : []
  })
  const taken = new Set<string>()
  return possible
    .sort(
      (a, b) =>
        Number(a.brings === 'claim') - Number(b.brings === 'claim') ||
        a.at.getTime() - b.at.getTime() ||
        (`${a.key} ${a.other}` < `${b.key} ${b.other}` ? -1 : 1),
    )
    .filter(({ key, other }) => {
      if (taken.has(key) || taken.has(other)) return false
      taken.add(key).add(other)
      return true
    })
}

/** The items of a map with joined ones merged: each scale still comes from one competency alone. */
export function joinItems<Cohort extends AgedCounts>(
  items: readonly MapItem<Cohort>[],
  joins: readonly RowJoin[],
): MapItem<Cohort>[] {
  const gone = new Set(joins.map((join) => join.other))
  const joinOf = new Map(joins.map((join) => [join.key, join]))
  const itemOf = new Map(items.map((item) => [item.key, item]))
  return items
    .filter((item) => !gone.has(item.key))
    .map((item) => {
      const join = joinOf.get(item.key)
      const other = join && itemOf.get(join.other)
      if (!join || !other) return item
      const importance = join.brings === 'importance' ? other : item
      return {
        ...item,
        importance: importance.importance,
        reference: { fit: item.reference.fit, importance: importance.reference.importance },
        claims: [...new Set([...item.claims, ...other.claims])],
      }
    })
}

function complement(a: JoinSide, b: JoinSide): boolean {
  if ((a.fit && b.fit) || (a.importance && b.importance)) return false
  return brings(a, b) && brings(b, a)
}

function brings(side: JoinSide, to: JoinSide): boolean {
  return (
    (side.fit && !to.fit) || (side.importance && !to.importance) || (side.claimed && !to.claimed)
  )
}

/** The row keeps the wording that fit was asked in, else the one importance was asked in. */
function joinOf(a: JoinSide, b: JoinSide, { by, at }: ExactLink): RowJoin {
  const [kept, other] = b.fit || (!a.fit && b.importance) ? [b, a] : [a, b]
  return {
    key: kept.key,
    other: other.key,
    brings: other.importance ? 'importance' : 'claim',
    by,
    at,
  }
}
