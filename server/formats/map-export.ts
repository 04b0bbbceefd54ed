import { plainText } from '@/server/domain/marked-text'
import type { Reading } from '@/server/domain/reading/map-row'
import type { MapView } from '@/server/domain/reading/map-view'
import type { TrendView } from '@/server/domain/reading/trend-view'
import { FIT_LEVELS, IMPORTANCE_LEVELS } from '@/server/domain/scales'
import { type CsvCell, writeCsv } from './csv'

type Row = MapView['rows'][number]

/**
 * A map as a table, one competency a line: exactly the figures on screen, in whole points and per cent.
 * @param note what stands with every answer split (METHOD §2), the same on every line
 */
export function mapCsv(map: MapView, note: string): string {
  const columns = Object.entries(csvColumns)
  const rows = map.rows.map((row) => [...columns.map(([, value]) => value(row, map)), note])
  return writeCsv([[...columns.map(([name]) => name), 'note'], ...rows], { bom: true })
}

/**
 * A map as plain data: exactly the figures on screen.
 * @param note what stands with every answer split (METHOD §2)
 */
export function mapJson(map: MapView, note: string) {
  return {
    note,
    credential: map.credential,
    occupation: map.occupation,
    region: map.filter.region?.slug ?? null,
    sector: map.filter.sector,
    release: map.release && {
      number: map.release.no,
      date: day(map.release.at),
      method: map.release.methodVersion,
    },
    publicFrom: map.publicFrom && day(map.publicFrom),
    method: map.method,
    employersAtLeast: map.finding.employers,
    leavesOutWiderGroups: map.leavesOutWider,
    value: map.value && {
      answers: byLevel(map.value.counts, IMPORTANCE_LEVELS),
      n: map.value.employers,
    },
    competencies: map.rows.map((row) => ({
      competency: {
        id: row.competency.id,
        code: row.competency.code,
        label: row.competency.label,
        statement: plainText(row.competency.statement),
        framework: row.competency.framework.slug,
      },
      joined: row.joined && {
        id: row.joined.competency.id,
        code: row.joined.competency.code,
        label: row.joined.competency.label,
        statement: plainText(row.joined.competency.statement),
        framework: row.joined.competency.framework.slug,
        brings: row.joined.brings,
        acceptedBy: row.joined.by,
        acceptedOn: day(row.joined.at),
      },
      importance: row.importance && {
        ...scoreOf(row.importance),
        scope: row.importance.scope,
        answers: byLevel(row.importance.counts, IMPORTANCE_LEVELS),
      },
      fit: row.fit && {
        ...scoreOf(row.fit),
        readyShare: {
          percent: Math.round(100 * row.fit.ready.mean),
          lower: Math.round(100 * row.fit.ready.lower),
          upper: Math.round(100 * row.fit.ready.upper),
        },
        answers: byLevel(row.fit.counts, FIT_LEVELS),
      },
      need: row.need && {
        points: Math.round(row.need.value),
        lower: Math.round(row.need.lower),
        upper: Math.round(row.need.upper),
      },
      answeredInRelease: row.answered,
      trend: {
        importance: row.trend.importance && trendOf(row.trend.importance),
        fit: row.trend.fit && trendOf(row.trend.fit),
      },
      tier: row.tier,
      reading: row.word,
      leansTo: row.leans,
      n: row.employers,
      evidence: row.evidence,
      claim: row.claim,
      claims: row.claims,
      flag: row.flag,
    })),
  }
}

/** A file name that says what is in it, in letters every system takes. */
export function mapFileName(map: MapView): string {
  const parts = [
    'map',
    map.credential.slug,
    map.occupation.code,
    map.filter.region?.slug,
    map.filter.sector,
    map.release ? `release-${map.release.no}` : null,
  ]
  return parts
    .filter((part) => part !== null && part !== undefined)
    .join('-')
    .replace(/[^A-Za-z0-9.-]+/g, '-')
}

type Cell = (row: Row, map: MapView) => CsvCell

const csvColumns: Record<string, Cell> = {
  credential: (_, map) => map.credential.name,
  provider: (_, map) => map.credential.provider.name,
  occupation_code: (_, map) => map.occupation.code,
  occupation: (_, map) => map.occupation.title,
  region: (_, map) => map.filter.region?.name ?? 'all',
  sector: (_, map) => map.filter.sector ?? 'all',
  release: (_, map) => map.release?.no ?? null,
  release_date: (_, map) => (map.release ? day(map.release.at) : null),
  public_from: (_, map) => map.publicFrom && day(map.publicFrom),
  method_version: (_, map) => map.method,
  framework: (row) => row.competency.framework.name,
  competency_code: (row) => row.competency.code,
  competency: (row) => row.competency.label,
  joined_framework: (row) => row.joined?.competency.framework.name ?? null,
  joined_competency: (row) => row.joined?.competency.label ?? null,
  joined_brings: (row) => row.joined?.brings ?? null,
  joined_by: (row) => row.joined?.by ?? null,
  joined_on: (row) => (row.joined ? day(row.joined.at) : null),
  importance: (row) => points(row.importance?.score),
  importance_lower: (row) => points(row.importance?.lower),
  importance_upper: (row) => points(row.importance?.upper),
  importance_n: (row) => row.importance?.employers ?? null,
  importance_scope: (row) => row.importance?.scope ?? null,
  importance_agreement: (row) => row.importance?.agreement ?? null,
  fit: (row) => points(row.fit?.score),
  fit_lower: (row) => points(row.fit?.lower),
  fit_upper: (row) => points(row.fit?.upper),
  fit_n: (row) => row.fit?.employers ?? null,
  fit_agreement: (row) => row.fit?.agreement ?? null,
  ready_percent: (row) => percent(row.fit?.ready.mean),
  ready_lower: (row) => percent(row.fit?.ready.lower),
  ready_upper: (row) => percent(row.fit?.ready.upper),
  need: (row) => points(row.need?.value),
  need_lower: (row) => points(row.need?.lower),
  need_upper: (row) => points(row.need?.upper),
  tier: (row) => row.tier,
  importance_change: (row) => row.trend.importance?.change ?? null,
  importance_change_since: (row) => row.trend.importance?.points[0]?.release ?? null,
  importance_change_among: (row) => row.trend.importance?.among ?? null,
  importance_answered: (row) => row.answered.importance,
  fit_change: (row) => row.trend.fit?.change ?? null,
  fit_change_since: (row) => row.trend.fit?.points[0]?.release ?? null,
  fit_change_among: (row) => row.trend.fit?.among ?? null,
  fit_answered: (row) => row.answered.fit,
  reading: (row) => row.word,
  leans_to: (row) => row.leans,
  evidence: (row) => row.evidence,
  claim: (row) => row.claim,
  claims: (row) => row.claims.join(' '),
  flag: (row) => row.flag,
  ...answerColumns('importance', IMPORTANCE_LEVELS, (row) => row.importance),
  ...answerColumns('fit', FIT_LEVELS, (row) => row.fit),
}

function answerColumns(
  name: string,
  levels: readonly number[],
  readingOf: (row: Row) => Reading | null,
): Record<string, Cell> {
  return Object.fromEntries(
    levels.map((level, index): [string, Cell] => [
      `${name}_answers_${level}`,
      (row) => readingOf(row)?.counts[index] ?? null,
    ]),
  )
}

function scoreOf(reading: Reading) {
  return {
    points: Math.round(reading.score),
    lower: Math.round(reading.lower),
    upper: Math.round(reading.upper),
    n: reading.employers,
    evidence: reading.evidence,
    agreement: reading.agreement,
  }
}

function trendOf(trend: TrendView) {
  return {
    change: trend.change,
    among: trend.among,
    groups: trend.groups,
    releases: trend.points.map((point) => ({
      number: point.release,
      date: day(point.at),
      n: point.employers,
      points: Math.round(point.score),
      lower: Math.round(point.lower),
      upper: Math.round(point.upper),
    })),
  }
}

function byLevel(counts: readonly number[], levels: readonly number[]): Record<string, number> {
  return Object.fromEntries(levels.map((level, index) => [level, counts[index] ?? 0]))
}

function points(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value)
}

function percent(share: number | undefined): number | null {
  return share === undefined ? null : Math.round(100 * share)
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
