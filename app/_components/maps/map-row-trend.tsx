import { getFormatter, getTranslations } from 'next-intl/server'
import { QUADRANT_CUT } from '@/server/domain/method/quadrants'
import type { MapView } from '@/server/domain/reading/map-view'
import type { TrendView } from '@/server/domain/reading/trend-view'
import { TrendLine } from '../charts/trend-line'
import { Table } from '../ui/table'

type Row = MapView['rows'][number]

type Props = {
  row: Row
  /** The newest release on the map. */
  newest: number | null
}

/** A row from release to release: what the same employers or new ones changed, or that nobody has answered since. */
export async function MapRowTrend({ row, newest }: Props) {
  const t = await getTranslations('maps.trend')
  const { importance, fit } = row.trend
  const { answered } = row
  const last = Math.max(answered.importance ?? 0, answered.fit ?? 0)
  if (!row.importance && !row.fit) return null
  if (!importance && !fit) {
    return (
      <p className="map-wide text-sm text-muted">
        {t(last < (newest ?? 0) ? 'older' : 'first', { no: last })}
      </p>
    )
  }
  const unchanged = (scale: 'Importance' | 'Fit', no: number | null) =>
    no === null
      ? t(`no${scale}`)
      : t(no < (newest ?? 0) ? `older${scale}` : `first${scale}`, { no })
  return (
    <>
      <p className="map-wide font-semibold">{t('title')}</p>
      <div className="min-w-0">
        {importance ? (
          <ScaleTrend kind="importance" label={row.competency.label} trend={importance} />
        ) : (
          <p className="text-sm text-muted">{unchanged('Importance', answered.importance)}</p>
        )}
      </div>
      <div className="min-w-0">
        {fit ? (
          <ScaleTrend kind="fit" label={row.competency.label} trend={fit} />
        ) : (
          <p className="text-sm text-muted">{unchanged('Fit', answered.fit)}</p>
        )}
      </div>
    </>
  )
}

async function ScaleTrend({
  kind,
  label,
  trend,
}: {
  kind: 'importance' | 'fit'
  label: string
  trend: TrendView
}) {
  const t = await getTranslations('maps.trend')
  const format = await getFormatter()
  const { among, change } = trend
  const [first, last] = [trend.points[0], trend.points.at(-1)]
  const caption = t(`${kind}.caption`, { competency: label })
  const said = t(`${kind}.${among}.${change}`, {
    from: first?.release ?? 0,
    to: last?.release ?? 0,
  })
  const maybe = change === 'maybe_higher' || change === 'maybe_lower'
  return (
    <figure className="keep-together">
      <figcaption className="mb-2 text-sm">
        {maybe ? (
          <span className="block">
            {said} {t('maybe')}
          </span>
        ) : (
          <b className="block">{said}</b>
        )}
        {t(among, {
          groups: trend.groups,
          employers: last?.employers ?? 0,
          before: first?.employers ?? 0,
        })}{' '}
        {trend.leftOut > 0 ? t('leftOut', { groups: trend.leftOut }) : null}
      </figcaption>
      <TrendLine
        kind={kind}
        joined={among === 'same_employers'}
        title={caption}
        cut={100 * QUADRANT_CUT}
        marks={trend.points.map((point) => ({
          label: t('release', { no: point.release }),
          value: point.score,
          lower: point.lower,
          upper: point.upper,
        }))}
      />
      <Table
        caption={caption}
        className="text-sm"
        columns={[
          { label: t('column.release') },
          { label: t('column.date') },
          { label: t('column.n'), numeric: true },
          { label: t('column.score'), numeric: true },
        ]}
      >
        {trend.points.map((point) => (
          <tr key={point.release}>
            <th scope="row">{t('release', { no: point.release })}</th>
            <td>{format.dateTime(point.at, { dateStyle: 'medium' })}</td>
            <td className="num">{point.employers}</td>
            <td className="num">
              {t('range', {
                score: Math.round(point.score),
                lower: Math.round(point.lower),
                upper: Math.round(point.upper),
              })}
            </td>
          </tr>
        ))}
      </Table>
    </figure>
  )
}
