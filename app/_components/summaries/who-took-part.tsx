import { getFormatter, getTranslations } from 'next-intl/server'
import type { SummaryView } from '@/server/domain/reading/summary-view'
import { Table } from '../ui/table'

type Participation = NonNullable<SummaryView['participation']>
type Cell = Participation['rows'][number]['cells'][number]

/** Employers by sector, and by region where there are several. */
export async function WhoTookPart({ participation }: { participation: Participation | null }) {
  const t = await getTranslations('summaries.participation')
  const sectors = await getTranslations('sectors')
  const format = await getFormatter()
  const shares = participation?.rows.some((row) => row.share !== null) ?? false
  const columns =
    participation && participation.columns.length > 0 ? participation.columns : [t('employers')]
  const heard = participation?.rows.filter((row) =>
    row.cells.some((cell) => typeof cell === 'number'),
  )
  const covered = heard?.reduce((sum, row) => sum + (row.share ?? 0), 0) ?? 0
  const say = (cell: Cell) => {
    if (cell === null) return <span className="text-muted">{t('notYet')}</span>
    return cell === 'suppressed' ? t('suppressed') : cell
  }
  return (
    <section aria-labelledby="participation-title" className="mt-12">
      <h2 id="participation-title">{t('title')}</h2>
      <p className="measure mt-1 mb-3 text-muted">
        {participation ? t('text') : t('empty')}
        {shares
          ? ` ${t('covered', {
              share: format.number(covered, { style: 'percent', maximumFractionDigits: 0 }),
            })}`
          : null}
      </p>
      {participation ? (
        <Table
          caption={t('caption')}
          className="max-w-[44rem]"
          columns={[
            { label: t('sector') },
            ...columns.map((label) => ({ label, numeric: true })),
            ...(shares ? [{ label: t('share'), numeric: true }] : []),
          ]}
        >
          {participation.rows.map((row) => (
            <tr key={row.sector ?? ''}>
              <th scope="row">{row.sector ? sectors(row.sector) : t('spanning')}</th>
              {columns.map((column, at) => (
                <td key={column} className="num">
                  {say(row.cells[at] ?? null)}
                </td>
              ))}
              {shares ? (
                <td className="num">
                  {row.share === null
                    ? t('none')
                    : format.number(row.share, { style: 'percent', maximumFractionDigits: 0 })}
                </td>
              ) : null}
            </tr>
          ))}
        </Table>
      ) : null}
    </section>
  )
}
