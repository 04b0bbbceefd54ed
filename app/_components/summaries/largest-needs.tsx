import { getTranslations } from 'next-intl/server'
import type { SummaryView } from '@/server/domain/summary-view'
import { NeedBar } from '../charts/need-bar'

const SHOWN = 8

/** The rows with the largest need: number, bar with its range, and what stands behind it. */
export async function LargestNeeds({ summary }: { summary: SummaryView }) {
  const t = await getTranslations('summaries.needs')
  const rows = summary.rows.filter((row) => row.need !== null).slice(0, SHOWN)
  const of = new Set(summary.credentials.map((credential) => credential.slug)).size
  return (
    <section aria-labelledby="needs-title" className="min-w-0">
      <h2 id="needs-title">{t('title')}</h2>
      <p className="mt-1 mb-2.5 text-muted">{rows.length > 0 ? t('text') : t('empty')}</p>
      <ol>
        {rows.map((row) => (
          <li
            key={row.competency.id}
            className="keep-together flex gap-3 border-t border-line py-2.5"
          >
            <span
              className="w-11 flex-none pt-1 text-[1.5rem] leading-tight font-[650]"
              aria-hidden="true"
            >
              {Math.round(row.need?.value ?? 0)}
            </span>
            <div className="min-w-0 flex-1">
              <h3 className="text-base font-semibold">{row.competency.label}</h3>
              {row.need ? (
                <NeedBar
                  need={row.need}
                  title={t('bar', {
                    need: Math.round(row.need.value),
                    lower: Math.round(row.need.lower),
                    upper: Math.round(row.need.upper),
                  })}
                />
              ) : null}
              <p className="text-sm text-muted">
                {[
                  row.mustHave.sectors.length > 0
                    ? t('mustHave', { count: row.mustHave.sectors.length, of: row.mustHave.of })
                    : null,
                  t('claimed', { count: row.claimedBy.length, of }),
                  t('employers', { count: row.employers }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
