import { getTranslations } from 'next-intl/server'
import { groupBy } from '@/server/domain/group-by'
import type { SummaryRow, SummaryView } from '@/server/domain/summary-view'
import { NeedBar } from '../charts/need-bar'

const SHOWN = 8

/** The rows with the largest need in tiers: number, bar with its range, and what stands behind it. */
export async function LargestNeeds({ summary }: { summary: SummaryView }) {
  const t = await getTranslations('summaries.needs')
  const rows = summary.rows.filter((row) => row.need !== null).slice(0, SHOWN)
  const tiers = [...groupBy(rows, (row) => String(row.tier)).values()]
  return (
    <section aria-labelledby="needs-title" className="min-w-0">
      <h2 id="needs-title">{t('title')}</h2>
      <p className="mt-1 mb-2.5 text-muted">{rows.length > 0 ? t('text') : t('empty')}</p>
      {tiers.map((tier, at) => (
        <div key={tier[0]?.competency.id}>
          <p className="border-t-2 border-ink pt-2 pb-1.5 text-sm font-semibold">
            {tierWords(t, tiers, at)}
          </p>
          <ul>
            {tier.map((row) => (
              <Need key={row.competency.id} row={row} summary={summary} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

type Words = Awaited<ReturnType<typeof getTranslations<'summaries.needs'>>>

/** A tier is clearly lower than the top of the one before it; within it there is no clear order. */
function tierWords(t: Words, tiers: SummaryRow[][], at: number): string {
  const above = tiers[at - 1]?.[0]
  if (above) return t('nextTier', { label: above.competency.label })
  if (tiers.length === 1) return t('oneTier')
  return tiers[at]?.length === 1 ? t('alone') : t('firstTier')
}

async function Need({ row, summary }: { row: SummaryRow; summary: SummaryView }) {
  const t = await getTranslations('summaries.needs')
  const of = new Set(summary.credentials.map((credential) => credential.slug)).size
  const weighted = summary.weighting?.rows.find(
    ({ competency }) => competency.id === row.competency.id,
  )?.weighted.need
  return (
    <li className="keep-together flex gap-3 border-t border-line py-2.5">
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
            weighted ? t('weighted', { need: Math.round(weighted.value) }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
    </li>
  )
}
