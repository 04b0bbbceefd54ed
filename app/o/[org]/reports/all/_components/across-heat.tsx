import { useLocale, useTranslations } from 'next-intl'
import { HeatTable } from '@/app/_components/charts/heat-table'
import { occupationInSentence } from '@/app/_components/maps/map-words'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import type { AcrossView } from '@/server/domain/reading/across'

/** The needs of all credentials beside one another; the order says where to begin to read, and ranks no job. */
export function AcrossHeat({ org, across }: { org: string; across: AcrossView }) {
  const t = useTranslations('reports.across.heat')
  const locale = useLocale()
  const { columns, rows, leftOut } = across
  if (rows.length === 0) {
    return (
      <EmptyState
        title={t('emptyTitle')}
        action={<LinkButton href={`/o/${org}/cycles`}>{t('emptyAction')}</LinkButton>}
      >
        {t('empty')}
      </EmptyState>
    )
  }
  return (
    <section aria-labelledby="heat-title" className="min-w-0">
      <h2 id="heat-title">{t('title')}</h2>
      <p className="measure mt-1 mb-2.5 text-muted">{t('text')}</p>
      <HeatTable
        caption={t('caption')}
        missing={t('missing')}
        columns={columns.map(({ credential, occupation }) => ({
          key: keyOf(credential.slug, occupation.code),
          label: t('column', {
            credential: credential.name,
            occupation: occupationInSentence(occupation.title, locale),
          }),
          href: `/o/${org}/reports/${credential.slug}/${occupation.code}`,
        }))}
        rows={rows.map(({ competencyId, label, cells }) => ({
          key: competencyId,
          label,
          cells: columns.map(({ credential, occupation }, at) => {
            const key = keyOf(credential.slug, occupation.code)
            const cell = cells[at]
            return cell
              ? { key, value: cell.need, note: t('n', { n: cell.employers }) }
              : { key, value: null }
          }),
        }))}
      />
      {leftOut > 0 ? (
        <p className="mt-2 text-sm text-muted">{t('leftOut', { count: leftOut })}</p>
      ) : null}
    </section>
  )
}

function keyOf(credential: string, occupation: string): string {
  return `${credential} ${occupation}`
}
