import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Said } from '@/app/_components/ui/said'
import type { SummaryView } from '@/server/domain/reading/summary-view'
import { labelInSentence } from '../maps/map-words'
import { Table } from '../ui/table'

type Weighting = NonNullable<SummaryView['weighting']>
type Points = Weighting['rows'][number]['plain']['need']

const sides = ['importance', 'fit', 'need'] as const

/** The region's figures weighted to jobs by sector, beside the plain ones, or in words why there are none. */
export async function WeightedFigures({ weighting }: { weighting: Weighting }) {
  const t = await getTranslations('summaries.weighting')
  const { employment, rows } = weighting
  return (
    <section aria-labelledby="weighting-title" className="mt-12">
      <h2 id="weighting-title">{t('title')}</h2>
      {employment ? (
        <>
          <p className="measure mt-1 text-muted">
            {t('text')}{' '}
            {t('source', {
              source: employment.source ?? t('sourceUnknown'),
              year: employment.year === null ? 'none' : String(employment.year),
            })}
          </p>
          {rows.length > 0 ? (
            <Figures rows={rows} />
          ) : (
            <p className="measure mt-3 font-semibold">{t('noRows')}</p>
          )}
          <Remarks weighting={weighting} employment={employment} />
        </>
      ) : (
        <p className="measure mt-1 text-muted">{t('noEmployment')}</p>
      )}
    </section>
  )
}

async function Figures({ rows }: { rows: Weighting['rows'] }) {
  const t = await getTranslations('summaries.weighting')
  const format = await getFormatter()
  const round = (points: Points) => (points ? Math.round(points.value) : t('none'))
  const weighted = (points: Points) =>
    points
      ? t('weighted', {
          value: Math.round(points.value),
          lower: Math.round(points.lower),
          upper: Math.round(points.upper),
        })
      : t('notWeighted')
  return (
    <div className="mt-3">
      <Table
        caption={t('caption')}
        stack
        columns={[
          { label: t('competency') },
          ...sides.map((side) => ({ label: t(side), numeric: true })),
          { label: t('coverage'), numeric: true },
          { label: t('effective'), numeric: true },
        ]}
      >
        {rows.map((row) => (
          <tr key={row.competency.id}>
            <th scope="row" className="min-w-44">
              <Said>{row.competency.label}</Said>
            </th>
            {sides.map((side) => (
              <td key={side} className="num" data-label={t(side)}>
                {round(row.plain[side])}
                <span className="sub">{weighted(row.weighted[side])}</span>
              </td>
            ))}
            <td className="num" data-label={t('coverage')}>
              {format.number(row.coverage, { style: 'percent', maximumFractionDigits: 0 })}
            </td>
            <td className="num" data-label={t('effective')}>
              {Math.floor(row.effective + 1e-9)}
              {row.capped ? <span className="sub">{t('limited')}</span> : null}
            </td>
          </tr>
        ))}
      </Table>
    </div>
  )
}

type RemarksProps = {
  weighting: Weighting
  employment: NonNullable<Weighting['employment']>
}

/** Which rules failed where, and what was done to the weights. */
async function Remarks({ weighting, employment }: RemarksProps) {
  const t = await getTranslations('summaries.weighting')
  const named = await getTranslations('sectors')
  const format = await getFormatter()
  const locale = await getLocale()
  const shares = new Map(employment.sectors.map(({ sector, share }) => [String(sector), share]))
  const inSentence = (sector: string) => labelInSentence(named(sector), locale)
  const withShare = (sector: string) =>
    t('sectorShare', {
      sector: inSentence(sector),
      share: format.number(shares.get(sector) ?? 0, {
        style: 'percent',
        maximumFractionDigits: 0,
      }),
    })
  const unknown = employment.sectors.filter(({ employment: jobs }) => jobs === null)
  const remarks: ReactNode[] = [
    ...weighting.together.map((pair) =>
      t('together', { sector: named(pair.sector), other: inSentence(pair.with) }),
    ),
    weighting.rows.some(({ capped }) => capped) ? t('capped') : null,
    weighting.rows.length > 0 && weighting.leavesOutWider ? t('wider') : null,
    unknown.length > 0
      ? t('unknown', { sectors: format.list(unknown.map(({ sector }) => inSentence(sector))) })
      : null,
  ].filter((remark) => remark !== null)
  return (
    <>
      {remarks.length > 0 ? (
        <p className="measure mt-3 text-sm text-muted">{remarks.join(' ')}</p>
      ) : null}
      {weighting.refused.length > 0 ? (
        <>
          {weighting.rows.length > 0 ? (
            <h3 className="mt-5 text-base font-semibold">{t('refusedTitle')}</h3>
          ) : null}
          <ul className="rows measure mt-2 text-sm">
            {weighting.refused.map(({ side, kind, sectors, competencies }) => (
              <li key={`${side} ${kind} ${sectors.join(' ')}`}>
                {t(`reason.${kind}`, {
                  side,
                  count: competencies,
                  sectors: format.list(sectors.map(withShare)),
                })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
