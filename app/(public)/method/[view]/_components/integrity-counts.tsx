import { getFormatter, getTranslations } from 'next-intl/server'
import { Table } from '@/app/_components/ui/table'
import { publicCaller } from '@/app/_trpc/public-caller'

/** What is held and why, and how many holds there were, by whole years. */
export async function IntegrityCounts() {
  const years = await publicCaller().integrity.totals()
  const t = await getTranslations('integrity.totals')
  const format = await getFormatter()
  return (
    <>
      <p>{t('text')}</p>
      {years.length === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <>
          <Table
            caption={t('caption')}
            captionShown
            columns={[
              { label: t('year') },
              { label: t('raised'), numeric: true },
              { label: t('accepted'), numeric: true },
              { label: t('rejected'), numeric: true },
              { label: t('gone'), numeric: true },
              { label: t('waiting'), numeric: true },
            ]}
          >
            {years.map((row) => (
              <tr key={row.year}>
                <th scope="row">{row.year}</th>
                <td className="num">{row.raised}</td>
                <td className="num">{row.accepted}</td>
                <td className="num">{row.rejected}</td>
                <td className="num">{row.gone}</td>
                <td className="num">{row.waiting}</td>
              </tr>
            ))}
          </Table>
          {years.filter(cameSomehow).map((row) => (
            <p key={row.year} className="text-sm">
              {t('signals', {
                year: String(row.year),
                list: format.list(
                  row.signals.map(({ signal, raised }) => t(`signal.${signal}`, { count: raised })),
                ),
              })}
            </p>
          ))}
        </>
      )}
    </>
  )
}

/** Where all that was seen is in the answers themselves, there is nothing to list. */
function cameSomehow({ signals }: { signals: readonly unknown[] }): boolean {
  return signals.length > 0
}
