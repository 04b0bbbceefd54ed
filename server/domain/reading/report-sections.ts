import type { AgreementWord } from '@/server/domain/method/agreement'
import type { Change } from '@/server/domain/method/trends'
import type { MapRow } from './map-row'
import type { MapView } from './map-view'

type Row = MapView['rows'][number]
type Side = 'fit' | 'importance'

/** One figure of a row that its own employers have given again. */
export type Moved = {
  row: Row
  side: Side
  change: Change
  from: { release: number; at: Date; score: number }
  now: { score: number; lower: number; upper: number; employers: number }
}

/**
 * What the newest release says anew of the same groups (METHOD §5): changes that are clear, those that may have moved, and
 * how many did not. None of them stands in an order of figures.
 */
export function movedIn({ rows, release }: Pick<MapView, 'rows' | 'release'>): {
  clear: Moved[]
  maybe: Moved[]
  unclear: number
} {
  const moved = rows.flatMap((row) =>
    (['fit', 'importance'] as const).flatMap((side) => movedOf(row, side, release?.no ?? 0)),
  )
  const sure = (change: Change) => change === 'higher' || change === 'lower'
  return {
    clear: moved.filter(({ change }) => sure(change)),
    maybe: moved.filter(({ change }) => change !== 'unclear' && !sure(change)),
    unclear: moved.filter(({ change }) => change === 'unclear').length,
  }
}

function movedOf(row: Row, side: Side, newest: number): Moved[] {
  const trend = row.trend[side]
  const [first, last] = [trend?.points[0], trend?.points.at(-1)]
  if (!trend || !first || !last) return []
  if (trend.among !== 'same_employers' || last.release !== newest) return []
  const { score, lower, upper, employers } = last
  return [
    {
      ...{ row, side, change: trend.change },
      from: { release: first.release, at: first.at, score: first.score },
      now: { score, lower, upper, employers },
    },
  ]
}

/** Where employers do not broadly agree, and on how many rows they do on everything they were asked. */
export function agreementOf<Of extends Pick<MapRow, 'fit' | 'importance'>>(
  rows: readonly Of[],
): { agree: number; of: number; others: { row: Of; side: Side; word: AgreementWord }[] } {
  const told = rows.filter((row) => sidesOf(row).length > 0)
  return {
    agree: told.filter((row) => sidesOf(row).every(({ word }) => word === 'agree')).length,
    of: told.length,
    others: told.flatMap((row) =>
      sidesOf(row)
        .filter(({ word }) => word !== 'agree')
        .map((each) => ({ row, ...each })),
    ),
  }
}

function sidesOf(row: Pick<MapRow, Side>): { side: Side; word: AgreementWord }[] {
  return (['importance', 'fit'] as const).flatMap((side) => {
    const word = row[side]?.agreement
    return word ? [{ side, word }] : []
  })
}
