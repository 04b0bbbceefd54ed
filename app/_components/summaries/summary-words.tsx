import { getLocale, getTranslations } from 'next-intl/server'
import type { SummaryView } from '@/server/domain/summary-view'
import { labelInSentence } from '../maps/map-words'

export async function summaryTitle(filter: SummaryView['filter']): Promise<string> {
  const t = await getTranslations('summaries.title')
  const sectors = await getTranslations('sectors')
  const locale = await getLocale()
  const sector = filter.sector ? labelInSentence(sectors(filter.sector), locale) : null
  const region = filter.region?.name ?? null
  if (region && sector) return t('both', { region, sector })
  if (region) return t('region', { region })
  if (sector) return t('industry', { sector })
  return t('all')
}

export async function SummaryLede({ summary }: { summary: SummaryView }) {
  const t = await getTranslations('summaries.lede')
  const locale = await getLocale()
  const { finding } = summary
  const labels = (ids: string[]) =>
    ids
      .flatMap((id) => summary.rows.find((row) => row.competency.id === id)?.competency.label ?? [])
      .map((label) => labelInSentence(label, locale))
      .join('; ')
  if (finding.key === 'none' || finding.key === 'early') return t(finding.key)
  return (
    <>
      {finding.key === 'met'
        ? t('met')
        : t.rich('short', {
            count: finding.short.length,
            everywhere: finding.everywhere ? 'yes' : 'no',
            list: labels(finding.short),
            b: (chunks) => <b>{chunks}</b>,
          })}
      {finding.unclaimed.length > 0
        ? ` ${t('unclaimed', { list: labels(finding.unclaimed) })}`
        : null}
    </>
  )
}
