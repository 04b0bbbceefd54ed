import { getTranslations } from 'next-intl/server'
import { Notice } from '@/app/_components/ui/notice'
import { Table } from '@/app/_components/ui/table'
import type { Cycle } from './cycle'

/** Which competencies could be published if half of the invited answer, and what would help. */
export async function ForecastView({ forecast, renewals }: Pick<Cycle, 'forecast' | 'renewals'>) {
  const t = await getTranslations('cycles.forecast')
  const total = forecast.items.length
  const verdict =
    forecast.publishable === total ? 'all' : forecast.publishable > 0 ? 'some' : 'none'
  const regions = [...new Set(forecast.items.flatMap((item) => item.regions))]
  const { advice } = forecast
  const nobody = forecast.confirmed + forecast.unconfirmed === 0
  const columns = [
    { label: t('competency') },
    { label: t('asked'), numeric: true },
    { label: t('expected'), numeric: true },
    { label: t('verdict') },
  ]
  return (
    <section className="grid gap-3">
      <h2>{t('title')}</h2>
      <Notice
        kind={verdict === 'all' ? 'good' : nobody ? 'info' : 'warn'}
        title={`${t('half')} ${t(verdict, { total, publishable: forecast.publishable })}`}
      >
        <p className="measure">
          {t('why', { confirmed: forecast.confirmed, unconfirmed: forecast.unconfirmed })}
        </p>
        {advice ? (
          <p className="measure">
            {advice.addConfirmed > 0 ? t('add', { count: advice.addConfirmed }) : null}{' '}
            {advice.shortenTo ? t('shorten', { count: advice.shortenTo }) : null}
          </p>
        ) : null}
        {forecast.spread ? <p>{t('spread', { total })}</p> : null}
        {regions.length > 0 ? <p>{t('regions', { regions: regions.join(', ') })}</p> : null}
      </Notice>
      {renewals.map((renewal) => (
        <p key={renewal.credential} className="measure">
          {t('renewal', renewal)}
        </p>
      ))}
      <details>
        <summary className="min-h-11 py-2.5 font-semibold">{t('details')}</summary>
        <Table caption={t('details')} columns={columns} stack>
          {forecast.items.map((item) => (
            <tr key={item.competency}>
              <th scope="row">{item.competency}</th>
              <td className="num" data-label={t('asked')}>
                {item.asked}
              </td>
              <td className="num" data-label={t('expected')}>
                {item.expected}
              </td>
              <td>
                {item.publishable
                  ? t('yes')
                  : item.asked === 0 && forecast.confirmed > 0
                    ? t('notAsked')
                    : t('no')}
              </td>
            </tr>
          ))}
        </Table>
      </details>
    </section>
  )
}
