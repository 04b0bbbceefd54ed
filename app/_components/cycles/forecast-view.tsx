import type { inferRouterOutputs } from '@trpc/server'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { invitationsNeeded } from '@/server/domain/asking/forecasts'
import type { AppRouter } from '@/server/routers/index'

type Cycle = inferRouterOutputs<AppRouter>['cycles']['read']

type Props = Pick<Cycle, 'forecast' | 'ifConfirmed'> & {
  /** It counts a list that waits as well, and is told again as that changes. */
  withList?: boolean
}

/** How likely each competency is to be published, by the list as it was typed, and what would help. */
export async function ForecastView({ forecast, ifConfirmed, withList = false }: Props) {
  const t = await getTranslations('cycles.forecast')
  const sectors = await getTranslations('sectors')
  const format = await getFormatter()
  const total = forecast.items.length
  const { advice, likely } = forecast
  const percent = (chance: number) =>
    format.number(chance > 0 ? Math.min(0.99, Math.max(0.01, chance)) : 0, { style: 'percent' })
  const nobody = forecast.confirmed + forecast.unconfirmed === 0
  const kind = likely.fit === total ? 'good' : nobody ? 'info' : 'warn'
  const named = ({ groups }: Cycle['forecast']) =>
    groups.map(({ region, sector }) =>
      sector && sectors.has(sector) ? t('sectorOf', { region, sector: sectors(sector) }) : region,
    )
  const [groups, later] = [named(forecast), named(ifConfirmed)]
  const columns = [
    { label: t('competency') },
    { label: t('asked'), numeric: true },
    { label: t('importance'), numeric: true },
    { label: t('fit'), numeric: true },
  ]
  return (
    <section className="grid gap-3">
      <h2>{t('title')}</h2>
      <Notice
        kind={kind}
        announce={withList}
        title={t('likely', { total, importance: likely.importance, fit: likely.fit })}
      >
        <p className="measure">
          {t(withList ? 'whyList' : 'why', {
            confirmed: forecast.confirmed,
            unconfirmed: forecast.unconfirmed,
          })}
        </p>
        {forecast.unconfirmed > 0 ? (
          <p className="measure">
            {t('ifConfirmed', {
              total,
              count: forecast.unconfirmed,
              importance: ifConfirmed.likely.importance,
              fit: ifConfirmed.likely.fit,
            })}{' '}
            {later.length > 0 ? t('groups', { groups: format.list(later) }) : null}
          </p>
        ) : null}
        {advice ? (
          <p className="measure">
            {t('needed', invitationsNeeded())}{' '}
            {advice.addConfirmed.fit > 0 ? t('add', advice.addConfirmed) : null}{' '}
            {advice.shortenTo ? t('shorten', { count: advice.shortenTo }) : null}
          </p>
        ) : null}
        {forecast.spread ? <p>{t('spread', { total })}</p> : null}
        {groups.length > 0 ? (
          <p className="measure">{t('groups', { groups: format.list(groups) })}</p>
        ) : null}
      </Notice>
      <details>
        <summary className="min-h-11 py-2.5 font-semibold">{t('details')}</summary>
        <p className="measure mb-2 text-muted">{t('detailsText')}</p>
        <Table caption={t('details')} columns={columns} stack>
          {forecast.items.map((item) => (
            <tr key={item.competency}>
              <th scope="row">
                <Said>{item.competency}</Said>
              </th>
              <td className="num" data-label={t('asked')}>
                {item.asked === 0 && forecast.confirmed > 0 ? t('notAsked') : item.asked}
              </td>
              <td className="num" data-label={t('importance')}>
                {percent(item.chances.importance)}
              </td>
              <td className="num" data-label={t('fit')}>
                {percent(item.chances.fit)}
              </td>
            </tr>
          ))}
        </Table>
      </details>
    </section>
  )
}
