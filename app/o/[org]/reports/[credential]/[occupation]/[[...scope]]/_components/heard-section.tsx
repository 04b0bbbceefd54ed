import { getFormatter, getTranslations } from 'next-intl/server'
import { bold } from '@/app/_components/ui/bold'
import { LinkButton } from '@/app/_components/ui/link-button'
import type { ReportView } from '@/server/domain/reading/report-view'

/** Sectors with a good part of the region's jobs that no published group speaks for; nothing else of who took part. */
export async function HeardSection({ report, org }: { report: ReportView; org: string }) {
  const t = await getTranslations('reports.heard')
  const sectors = await getTranslations('sectors')
  const format = await getFormatter()
  const rows = report.heard?.rows ?? []
  const known = rows.some(({ share }) => share !== null)
  const missing = rows.filter(
    ({ cells, share }) => share !== null && cells.every((n) => n === null),
  )
  const words = rows.length === 0 ? 'none' : known ? 'all' : 'unknown'
  return (
    <>
      <p className="text-sm text-muted">{t('text')}</p>
      {missing.length > 0 ? (
        <ul className="rows mt-2">
          {missing.map(({ sector, share }) => (
            <li key={sector}>
              {t.rich('sector', {
                ...bold,
                sector: sector ? sectors(sector) : '',
                share: format.number(share ?? 0, { style: 'percent', maximumFractionDigits: 0 }),
              })}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-2">{t(words)}</p>
      )}
      {report.reader === 'provider' ? (
        <p className="no-print mt-3">
          <LinkButton href={`/o/${org}/cycles/new`}>{t('invite')}</LinkButton>
        </p>
      ) : null}
    </>
  )
}
