import { getFormatter, getTranslations } from 'next-intl/server'
import { Statement } from '@/app/_components/ui/statement'
import { saysAll } from '@/server/domain/catalogue/competency-label'
import type { MapView } from '@/server/domain/reading/map-view'
import { inTen } from '@/server/domain/reading/maps'
import { AnswerSplit } from '../charts/answer-split'
import { MapRowTrend } from './map-row-trend'
import { fitLevels, importanceLevels } from './split-levels'

type Row = MapView['rows'][number]

/** An opened row: its wording, its ranges, how employers answered, and what came before. */
export async function MapRowAnswers({
  row,
  newest,
  workedHref,
}: {
  row: Row
  newest: number | null
  workedHref: string
}) {
  const t = await getTranslations('maps')
  const { competency, importance, fit } = row
  return (
    <div className="map-open">
      <div className="measure">
        {saysAll(competency.label, competency.statement) ? null : (
          <Statement text={competency.statement} />
        )}
        <p className="text-sm text-muted">
          {competency.code ? `${competency.code} · ` : null}
          {t.rich('row.framework', {
            framework: competency.framework.name,
            a: (chunks) => (
              <a className="link" href={`/frameworks/${competency.framework.slug}`}>
                {chunks}
              </a>
            ),
          })}
          {row.need
            ? ` · ${t('row.needLine', {
                need: Math.round(row.need.value),
                lower: Math.round(row.need.lower),
                upper: Math.round(row.need.upper),
              })}`
            : null}
        </p>
        {row.joined ? <JoinedLine joined={row.joined} /> : null}
        {importance || fit ? (
          <p className="no-print text-sm">
            <a className="link inline-block py-0.5" href={workedHref}>
              {t('row.worked')}
            </a>
          </p>
        ) : null}
      </div>
      <div>
        {importance ? (
          <>
            <AnswerSplit
              title={t('row.importance')}
              levels={await importanceLevels(importance.counts)}
            />
            <Standing reading={importance} line="importanceLine" />
            {importance.scope !== 'filter' ? (
              <p className="mt-1 text-sm">{t(`row.scope.${importance.scope}`)}</p>
            ) : null}
          </>
        ) : (
          <p className="text-muted">{t('row.noImportance')}</p>
        )}
      </div>
      <div>
        {fit ? (
          <>
            <AnswerSplit title={t('row.fit')} levels={await fitLevels(fit.counts)} />
            <Standing reading={fit} line="fitLine" />
            <p className="mt-1 text-sm">
              {t('row.readyLine', {
                tenths: inTen(fit.ready.mean),
                lower: inTen(fit.ready.lower),
                upper: inTen(fit.ready.upper),
              })}
            </p>
          </>
        ) : (
          <p className="text-muted">{t('row.noFit')}</p>
        )}
      </div>
      <MapRowTrend row={row} newest={newest} />
    </div>
  )
}

/** Two wordings on one row, with whose word it is that they are the same. */
async function JoinedLine({ joined }: { joined: NonNullable<Row['joined']> }) {
  const t = await getTranslations('alignments.joined')
  const format = await getFormatter()
  return (
    <p className="mt-2 text-sm">
      {t(joined.brings, {
        wording: joined.competency.label,
        framework: joined.competency.framework.name,
      })}{' '}
      {t('accepted', { by: joined.by, date: format.dateTime(joined.at, { dateStyle: 'medium' }) })}
    </p>
  )
}

async function Standing({
  reading,
  line,
}: {
  reading: NonNullable<Row['fit']> | NonNullable<Row['importance']>
  line: 'importanceLine' | 'fitLine'
}) {
  const t = await getTranslations('maps')
  return (
    <p className="mt-2 text-sm">
      {t(`row.${line}`, {
        score: Math.round(reading.score),
        lower: Math.round(reading.lower),
        upper: Math.round(reading.upper),
        n: reading.employers,
      })}
      {reading.agreement ? ` · ${t(`agreement.${reading.agreement}`)}` : null}
    </p>
  )
}
