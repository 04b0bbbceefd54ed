import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import type { SummaryView } from '@/server/domain/reading/summary-view'
import { HeatTable } from '../charts/heat-table'
import { labelInSentence } from '../maps/map-words'

/** Need by group of competencies and sector, and what may be said of the differences. */
export async function SectorHeat({ summary }: { summary: SummaryView }) {
  const t = await getTranslations('summaries.heat')
  const sectors = await getTranslations('sectors')
  const shown = summary.heat[0]?.cells.map((cell) => cell.sector) ?? []
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="heat-title" className="min-w-0">
      <h2 id="heat-title">{t('title')}</h2>
      <p className="mt-1 mb-2.5 text-muted">{t('text')}</p>
      <HeatTable
        caption={t('caption')}
        missing={t('missing')}
        columns={shown.map((sector) => ({ key: sector, label: sectors(sector) }))}
        rows={summary.heat.map((row) => ({
          key: row.group,
          label: row.group,
          cells: row.cells.map((cell) =>
            cell.need
              ? { key: cell.sector, value: cell.need.value, note: t('n', { n: cell.employers }) }
              : { key: cell.sector, value: null },
          ),
        }))}
      />
      <Contrasts heat={summary.heat} />
    </section>
  )
}

/** "Higher" where it is sure enough, "no clear difference" elsewhere; nothing where there is one sector only. */
async function Contrasts({ heat }: { heat: SummaryView['heat'] }) {
  const t = await getTranslations('summaries.heat')
  const sectors = await getTranslations('sectors')
  const format = await getFormatter()
  const locale = await getLocale()
  const inSentence = (sector: string) => labelInSentence(sectors(sector), locale)
  const compared = heat.flatMap(({ group, contrast }) => (contrast ? [{ group, contrast }] : []))
  if (compared.length === 0) return null
  const clear = compared.filter(({ contrast }) => contrast.higherThan.length > 0)
  const unclear = compared.filter(({ contrast }) => contrast.higherThan.length === 0)
  return (
    <div className="mt-3 text-sm">
      {clear.length > 0 ? (
        <ul className="grid gap-1">
          {clear.map(({ group, contrast }) => (
            <li key={group}>
              {t.rich('higher', {
                group,
                sector: inSentence(contrast.sector),
                others: format.list(contrast.higherThan.map(inSentence)),
                b: (chunks) => <b>{chunks}</b>,
              })}
            </li>
          ))}
        </ul>
      ) : null}
      {unclear.length > 0 ? (
        <p className="mt-1">
          {t('unclear', { groups: unclear.map(({ group }) => group).join('; ') })}
        </p>
      ) : null}
      <p className="mt-1 text-muted">{t('said')}</p>
    </div>
  )
}
