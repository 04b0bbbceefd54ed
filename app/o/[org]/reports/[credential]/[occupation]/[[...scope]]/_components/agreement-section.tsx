import { getTranslations } from 'next-intl/server'
import { AnswerSplit } from '@/app/_components/charts/answer-split'
import { fitLevels, importanceLevels } from '@/app/_components/maps/split-levels'
import { bold } from '@/app/_components/ui/bold'
import { Said } from '@/app/_components/ui/said'
import type { MapView } from '@/server/domain/reading/map-view'
import { agreementOf } from '@/server/domain/reading/report-sections'

/** On how many lines employers agree, and the answers of those on which they do not. */
export async function AgreementSection({ rows }: { rows: MapView['rows'] }) {
  const t = await getTranslations('reports.agree')
  const maps = await getTranslations('maps')
  const { agree, of, others } = agreementOf(rows)
  if (of === 0) return <p className="text-muted">{t('none')}</p>
  const splits = await Promise.all(
    others.map(async ({ row, side, word }) => {
      const reading = row[side]
      const levels = side === 'fit' ? fitLevels : importanceLevels
      return {
        ...{ row, side, word, n: reading?.employers ?? 0 },
        levels: await levels(reading?.counts ?? []),
      }
    }),
  )
  return (
    <>
      <p className="text-sm text-muted">{t('text')}</p>
      <p className="mt-2">{t.rich('count', { ...bold, agree, of })}</p>
      <ul className="rows mt-2">
        {splits.map(({ row, side, word, n, levels }) => (
          <li key={`${side} ${row.key}`} className="min-w-0">
            <details className="fold">
              <summary>
                <span>
                  <b>{maps(`agreement.${word}`)}</b>: <Said>{row.competency.label}</Said>
                </span>
              </summary>
              <AnswerSplit title={t(side, { n })} levels={levels} />
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}
