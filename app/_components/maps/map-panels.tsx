import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Said } from '@/app/_components/ui/said'
import { QUADRANT_CUT } from '@/server/domain/method/quadrants'
import type { MapRow } from '@/server/domain/reading/map-row'
import type { MapView } from '@/server/domain/reading/map-view'
import { ChartDefs } from '../charts/chart-defs'
import { IntervalTrack } from '../charts/interval-track'
import { MapRowAnswers } from './map-row-answers'
import { MapTier } from './map-tier'
import { claimWords, evidenceWords, readySentence, verdictWords } from './map-words'

type Row = MapView['rows'][number]

/** The map: per competency two aligned panels, the need and the reading; a row opens to its answers. */
export async function MapPanels({ rows, ...lines }: LinesProps) {
  const t = await getTranslations('maps.panels')
  return (
    <section aria-label={t('list')} className="map mt-2">
      <MapHead />
      <MapLines rows={rows} {...lines} above={(row) => <MapTier rows={rows} row={row} />} />
    </section>
  )
}

/** What stands over the panels of lines; once on a page, since it also draws what their charts refer to. */
export async function MapHead() {
  const t = await getTranslations('maps.panels')
  return (
    <>
      <ChartDefs />
      <div className="map-head" aria-hidden="true">
        <span style={{ gridArea: 'name' }}>{t('competency')}</span>
        <div className="map-panel" style={{ gridArea: 'importance' }}>
          {t('importance')}
          <div className="map-axis">
            <span>{t('importanceLow')}</span>
            <span>{t('importanceHigh')}</span>
          </div>
        </div>
        <div className="map-panel" style={{ gridArea: 'fit' }}>
          {t('fit')}
          <div className="map-axis">
            <span>{t('fitLow')}</span>
            <span>{t('fitHigh')}</span>
          </div>
        </div>
        <span className="map-need" style={{ gridArea: 'need' }}>
          {t('need')}
        </span>
        <span style={{ gridArea: 'verdict' }}>{t('reading')}</span>
      </div>
    </>
  )
}

type LinesProps = {
  rows: Row[]
  /** The newest release on the map. */
  newest: number | null
  workedHref: (competency: string) => string
  /** What stands over a line, and under it, open or not. */
  above?: (row: Row) => ReactNode
  beneath: (row: Row) => ReactNode
}

/** Lines of a map, each of which opens to its answers. */
export function MapLines({ rows, newest, workedHref, above, beneath }: LinesProps) {
  return (
    <ul className="map-rows">
      {rows.map((row) => (
        <li key={row.key} id={`c-${row.key}`}>
          {above?.(row)}
          <details>
            <summary className="map-row">
              <MapRowSummary row={row} />
            </summary>
            <MapRowAnswers row={row} newest={newest} workedHref={workedHref(row.key)} />
          </details>
          {beneath(row)}
        </li>
      ))}
    </ul>
  )
}

async function MapRowSummary({ row }: { row: Row }) {
  const t = await getTranslations('maps')
  const alignments = await getTranslations('alignments')
  const says = [readySentence(t, row), row.flag ? null : claimWords(t, row)].filter(Boolean)
  return (
    <>
      <span style={{ gridArea: 'name' }} className="min-w-0">
        <span className="map-name">
          <Said>{row.competency.label}</Said>
        </span>
        {row.joined ? (
          <span className="map-sub">
            {alignments('joined.also', {
              wording: row.joined.competency.label,
              framework: row.joined.competency.framework.name,
            })}
          </span>
        ) : null}
        <span className="map-sub">
          {says.join(' · ')}
          {row.flag ? (
            <>
              {says.length > 0 ? ' · ' : null}
              <span className="map-flag">{t(`flag.${row.flag}`)}</span>
            </>
          ) : null}
        </span>
      </span>
      <span className="map-panel" style={{ gridArea: 'importance' }}>
        <span className="map-panel-label" aria-hidden="true">
          {t('panels.importance')}
        </span>
        <IntervalTrack
          kind="importance"
          cut={100 * QUADRANT_CUT}
          interval={row.importance && track(row.importance)}
          title={
            row.importance
              ? t('panels.importanceTitle', rounded(row.importance))
              : t('panels.importanceNone')
          }
        />
      </span>
      <span className="map-panel" style={{ gridArea: 'fit' }}>
        <span className="map-panel-label" aria-hidden="true">
          {t('panels.fit')}
        </span>
        <IntervalTrack
          kind="fit"
          cut={100 * QUADRANT_CUT}
          interval={row.fit && track(row.fit)}
          title={row.fit ? t('panels.fitTitle', rounded(row.fit)) : t('panels.fitNone')}
        />
      </span>
      <span className="map-need" style={{ gridArea: 'need' }}>
        <NeedNumber row={row} />
      </span>
      <span className="map-verdict" style={{ gridArea: 'verdict' }}>
        <span className={`verdict verdict-${row.word}`}>{verdictWords(t, row)}</span>
        {row.word === 'none' ? null : <span>{evidenceWords(t, row)}</span>}
      </span>
    </>
  )
}

async function NeedNumber({ row }: { row: MapRow }) {
  const t = await getTranslations('maps')
  if (!row.need) return <span aria-hidden="true">–</span>
  const need = Math.round(row.need.value)
  return (
    <>
      <span className="sr-only">{t('panels.needTitle', { need })}</span>
      <span aria-hidden="true">{need}</span>
    </>
  )
}

function track(reading: { score: number; lower: number; upper: number }) {
  return { value: reading.score, lower: reading.lower, upper: reading.upper }
}

function rounded(reading: { score: number; lower: number; upper: number }) {
  return {
    score: Math.round(reading.score),
    lower: Math.round(reading.lower),
    upper: Math.round(reading.upper),
  }
}
