import { getLocale, getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'
import { groupBy } from '@/server/domain/group-by'
import type { SummaryRow, SummaryView } from '@/server/domain/reading/summary-view'
import { NeedBar } from '../charts/need-bar'

/** Whole tiers until so many rows stand there, and at most so many of one tier. */
const SHOWN = 8
const OF_A_TIER = 12

/** The largest needs in tiers, each by the alphabet: number, bar with its range, and what stands behind it. */
export async function LargestNeeds({ summary }: { summary: SummaryView }) {
  const t = await getTranslations('summaries.needs')
  const order = new Intl.Collator(await getLocale())
  const rows = summary.rows.filter((row) => row.need !== null)
  const all = [...groupBy(rows, (row) => String(row.tier)).values()].map((tier) =>
    [...tier].sort((a, b) => order.compare(a.competency.label, b.competency.label)),
  )
  const tiers = all.filter((_, at) => all.slice(0, at).flat().length < SHOWN)
  return (
    <section aria-labelledby="needs-title" className="min-w-0">
      <h2 id="needs-title">{t('title')}</h2>
      <p className="mt-1 mb-2.5 text-muted">{rows.length > 0 ? t('text') : t('empty')}</p>
      {tiers.map((tier, at) => (
        <div key={tier[0]?.competency.id}>
          <p className="border-t-2 border-ink pt-2 pb-1.5 text-sm font-semibold">
            {at > 0 ? t('nextTier') : t(all.length > 1 ? 'firstTier' : 'oneTier')}
          </p>
          <ul>
            {tier.slice(0, OF_A_TIER).map((row) => (
              <Need key={row.competency.id} row={row} summary={summary} />
            ))}
          </ul>
          {tier.length > OF_A_TIER ? (
            <p className="border-t border-line py-2 text-sm">
              {t('more', { count: tier.length - OF_A_TIER })}
            </p>
          ) : null}
        </div>
      ))}
    </section>
  )
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
        <h3 className="text-base font-semibold">
          <Said>{row.competency.label}</Said>
        </h3>
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
            t('employers', { count: row.employers.fit }),
            weighted ? t('weighted', { need: Math.round(weighted.value) }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
    </li>
  )
}
