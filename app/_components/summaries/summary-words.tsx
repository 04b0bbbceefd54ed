import { getLocale, getTranslations } from 'next-intl/server'
import type { SummaryView } from '@/server/domain/reading/summary-view'
import { labelInSentence, namedLabels } from '../maps/map-words'

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
  const maps = await getTranslations('maps')
  const labels = (ids: string[]) =>
    namedLabels(
      maps,
      summary.rows.flatMap(({ competency: { id, label } }) => (ids.includes(id) ? label : [])),
      locale,
    )
  const bold = { b: (chunks: React.ReactNode) => <b>{chunks}</b> }
  if (finding.key === 'none' || finding.key === 'early') return t(finding.key)
  return (
    <>
      {finding.short.length > 0
        ? t.rich('short', {
            count: finding.short.length,
            everywhere: finding.everywhere ? 'yes' : 'no',
            list: labels(finding.short),
            ...bold,
          })
        : null}
      {finding.more > 0 ? ` ${t('more', { count: finding.more })}` : null}
      {finding.short.length > 0 && finding.looksShort.length > 0 ? ' ' : null}
      {finding.looksShort.length > 0
        ? t('looksShort', { count: finding.looksShort.length, list: labels(finding.looksShort) })
        : null}
      {finding.key === 'met' ? t('met') : null}
      {finding.key === 'met' && finding.few ? ` ${t('few')}` : null}
      {finding.unclaimed.length > 0
        ? ` ${t('unclaimed', { list: labels(finding.unclaimed) })}`
        : null}
    </>
  )
}
