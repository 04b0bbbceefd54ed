import { getFormatter, getTranslations } from 'next-intl/server'
import type { MapView, TrendView } from '@/server/domain/map-view'
import { QUADRANT_CUT } from '@/server/domain/quadrants'
import { TrendLine } from '../charts/trend-line'
import { Table } from '../ui/table'

type Row = MapView['rows'][number]

/** A row from release to release, where the same groups of employers answered again. */
export async function MapRowTrend({ row }: { row: Row }) {
  const t = await getTranslations('maps.trend')
  const { importance, fit } = row.trend
  if (!row.importance && !row.fit) return null
  if (!importance && !fit) return <p className="map-wide text-sm text-muted">{t('none')}</p>
  return (
    <>
      <p className="map-wide font-semibold">{t('title')}</p>
      <div className="min-w-0">
        {importance ? (
          <ScaleTrend kind="importance" label={row.competency.label} trend={importance} />
        ) : (
          <p className="text-sm text-muted">{t('noImportance')}</p>
        )}
      </div>
      <div className="min-w-0">
        {fit ? (
          <ScaleTrend kind="fit" label={row.competency.label} trend={fit} />
        ) : (
          <p className="text-sm text-muted">{t('noFit')}</p>
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
  const from = trend.points[0]?.release ?? 0
  const caption = t(`${kind}.caption`, { competency: label })
  const said = t(`${kind}.${trend.change}`, { from })
  return (
    <figure className="keep-together">
      <figcaption className="mb-2 text-sm">
        <b className="block">{said}</b>
        {t('same', { groups: trend.groups, employers: trend.employers })}{' '}
        {trend.leftOut > 0 ? t('leftOut', { groups: trend.leftOut }) : null}
      </figcaption>
      <TrendLine
        kind={kind}
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
          { label: t('column.score'), numeric: true },
        ]}
      >
        {trend.points.map((point) => (
          <tr key={point.release}>
            <th scope="row">{t('release', { no: point.release })}</th>
            <td>{format.dateTime(point.at, { dateStyle: 'medium' })}</td>
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
