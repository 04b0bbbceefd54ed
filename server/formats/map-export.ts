import { plainText } from '@/server/domain/marked-text'
import type { Reading } from '@/server/domain/reading/map-row'
import type { MapView } from '@/server/domain/reading/map-view'
import type {
  AnsweredMap,
  PublicDecision,
  PublicReply,
} from '@/server/domain/reading/provider-says'
import type { TrendView } from '@/server/domain/reading/trend-view'
import { FIT_LEVELS, IMPORTANCE_LEVELS } from '@/server/domain/scales'
import type { CsvCell } from './csv'
import {
  type EmptyReason,
  type ExportTable,
  type TableColumn,
  tableCsv,
  type Unit,
} from './export-table'

type Row = MapView['rows'][number]

/** A map as CSV, as {@link mapTable} says. */
export function mapCsv(map: AnsweredMap, note: string): string {
  return tableCsv(mapTable(map, note), { bom: true })
}

/**
 * A map as a table, one competency a line: exactly the figures on screen, in whole points and per cent.
 * @param note what stands with every answer split (METHOD §2), the same on every line
 */
export function mapTable(map: AnsweredMap, note: string): ExportTable {
  const cells = columns.map(([, { of }]) => of)
  const said = saidOf(map)
  return {
    columns: mapColumns,
    rows: map.rows.map((row) => cells.map((of) => of({ ...row, ...said(row.key) }, map, note))),
  }
}

/**
 * A map as plain data: exactly the figures on screen.
 * @param note what stands with every answer split (METHOD §2)
 */
export function mapJson(map: AnsweredMap, note: string) {
  const said = saidOf(map)
  return {
    note,
    reply: map.says.reply && replyOf(map.says.reply),
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
      ...jsonOfSaid(said(row.key)),
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

/** What the provider says in public of one line. */
type Said = { reply: PublicReply | null; decision: PublicDecision | null }

function saidOf({ says }: AnsweredMap): (key: string) => Said {
  const lines = new Map(says.lines.map((line) => [line.competencyId, line]))
  return (key) => {
    const line = lines.get(key)
    return { reply: line?.reply ?? null, decision: line?.decision ?? null }
  }
}

function replyOf({ text, at }: PublicReply) {
  return { text, date: day(at) }
}

function jsonOfSaid({ reply, decision }: Said) {
  return {
    reply: reply && replyOf(reply),
    decision: decision && {
      choice: decision.choice,
      stage: decision.stage,
      reason: decision.reason,
      due: decision.dueOn,
      approved: decision.approvedOn,
      effectiveTerm: decision.effectiveTerm,
      decided: day(decision.at),
      decidedOnRelease: decision.releaseNo,
      progress: decision.progress && {
        state: decision.progress.state,
        date: decision.progress.happenedOn,
      },
    },
  }
}

type Column = {
  unit: Unit
  empty: EmptyReason
  of: (row: Row & Said, map: AnsweredMap, note: string) => CsvCell
}

const columns = Object.entries({
  credential: { unit: 'text', empty: 'never', of: (_, map) => map.credential.name },
  provider: { unit: 'text', empty: 'never', of: (_, map) => map.credential.provider.name },
  occupation_code: { unit: 'code', empty: 'never', of: (_, map) => map.occupation.code },
  occupation: { unit: 'text', empty: 'never', of: (_, map) => map.occupation.title },
  region: { unit: 'text', empty: 'never', of: (_, map) => map.filter.region?.name ?? 'all' },
  sector: { unit: 'code', empty: 'never', of: (_, map) => map.filter.sector ?? 'all' },
  release: { unit: 'release', empty: 'noRelease', of: (_, map) => map.release?.no ?? null },
  release_date: {
    unit: 'day',
    empty: 'noRelease',
    of: (_, map) => (map.release ? day(map.release.at) : null),
  },
  public_from: {
    unit: 'day',
    empty: 'public',
    of: (_, map) => map.publicFrom && day(map.publicFrom),
  },
  method_version: { unit: 'code', empty: 'never', of: (_, map) => map.method },
  framework: { unit: 'text', empty: 'never', of: (row) => row.competency.framework.name },
  competency_code: { unit: 'code', empty: 'unsaid', of: (row) => row.competency.code },
  competency: { unit: 'text', empty: 'never', of: (row) => row.competency.label },
  joined_framework: {
    unit: 'text',
    empty: 'notJoined',
    of: (row) => row.joined?.competency.framework.name ?? null,
  },
  joined_competency: {
    unit: 'text',
    empty: 'notJoined',
    of: (row) => row.joined?.competency.label ?? null,
  },
  joined_brings: { unit: 'word', empty: 'notJoined', of: (row) => row.joined?.brings ?? null },
  joined_by: { unit: 'text', empty: 'notJoined', of: (row) => row.joined?.by ?? null },
  joined_on: {
    unit: 'day',
    empty: 'notJoined',
    of: (row) => (row.joined ? day(row.joined.at) : null),
  },
  importance: { unit: 'points', empty: 'few', of: (row) => points(row.importance?.score) },
  importance_lower: { unit: 'points', empty: 'few', of: (row) => points(row.importance?.lower) },
  importance_upper: { unit: 'points', empty: 'few', of: (row) => points(row.importance?.upper) },
  importance_n: { unit: 'employers', empty: 'few', of: (row) => row.importance?.employers ?? null },
  importance_scope: { unit: 'word', empty: 'few', of: (row) => row.importance?.scope ?? null },
  importance_agreement: {
    unit: 'word',
    empty: 'few',
    of: (row) => row.importance?.agreement ?? null,
  },
  fit: { unit: 'points', empty: 'few', of: (row) => points(row.fit?.score) },
  fit_lower: { unit: 'points', empty: 'few', of: (row) => points(row.fit?.lower) },
  fit_upper: { unit: 'points', empty: 'few', of: (row) => points(row.fit?.upper) },
  fit_n: { unit: 'employers', empty: 'few', of: (row) => row.fit?.employers ?? null },
  fit_agreement: { unit: 'word', empty: 'few', of: (row) => row.fit?.agreement ?? null },
  ready_percent: { unit: 'percent', empty: 'few', of: (row) => percent(row.fit?.ready.mean) },
  ready_lower: { unit: 'percent', empty: 'few', of: (row) => percent(row.fit?.ready.lower) },
  ready_upper: { unit: 'percent', empty: 'few', of: (row) => percent(row.fit?.ready.upper) },
  need: { unit: 'points', empty: 'few', of: (row) => points(row.need?.value) },
  need_lower: { unit: 'points', empty: 'few', of: (row) => points(row.need?.lower) },
  need_upper: { unit: 'points', empty: 'few', of: (row) => points(row.need?.upper) },
  tier: { unit: 'tier', empty: 'few', of: (row) => row.tier },
  importance_change: {
    unit: 'word',
    empty: 'noChange',
    of: (row) => row.trend.importance?.change ?? null,
  },
  importance_change_since: {
    unit: 'release',
    empty: 'noChange',
    of: (row) => row.trend.importance?.points[0]?.release ?? null,
  },
  importance_change_among: {
    unit: 'word',
    empty: 'noChange',
    of: (row) => row.trend.importance?.among ?? null,
  },
  importance_answered: { unit: 'release', empty: 'few', of: (row) => row.answered.importance },
  fit_change: { unit: 'word', empty: 'noChange', of: (row) => row.trend.fit?.change ?? null },
  fit_change_since: {
    unit: 'release',
    empty: 'noChange',
    of: (row) => row.trend.fit?.points[0]?.release ?? null,
  },
  fit_change_among: { unit: 'word', empty: 'noChange', of: (row) => row.trend.fit?.among ?? null },
  fit_answered: { unit: 'release', empty: 'few', of: (row) => row.answered.fit },
  reading: { unit: 'word', empty: 'never', of: (row) => row.word },
  leans_to: { unit: 'word', empty: 'noLean', of: (row) => row.leans },
  evidence: { unit: 'word', empty: 'few', of: (row) => row.evidence },
  claim: { unit: 'word', empty: 'never', of: (row) => row.claim },
  claims: { unit: 'word', empty: 'noClaim', of: (row) => row.claims.join(' ') },
  flag: { unit: 'word', empty: 'noFlag', of: (row) => row.flag },
  ...answerColumns('importance', IMPORTANCE_LEVELS, (row) => row.importance),
  ...answerColumns('fit', FIT_LEVELS, (row) => row.fit),
  note: { unit: 'passage', empty: 'never', of: (_row, _map, note) => note },
  provider_confirmed: {
    unit: 'word',
    empty: 'never',
    of: (_, map) => (map.credential.provider.confirmed ? 'yes' : 'no'),
  },
  reply: { unit: 'passage', empty: 'noReply', of: ({ reply }) => reply?.text ?? null },
  replied_on: { unit: 'day', empty: 'noReply', of: ({ reply }) => reply && day(reply.at) },
  map_reply: { unit: 'passage', empty: 'noReply', of: (_, { says }) => says.reply?.text ?? null },
  map_replied_on: {
    unit: 'day',
    empty: 'noReply',
    of: (_, { says }) => says.reply && day(says.reply.at),
  },
  decision: { unit: 'word', empty: 'noDecision', of: ({ decision }) => decision?.choice ?? null },
  decision_stage: {
    unit: 'word',
    empty: 'noDecision',
    of: ({ decision }) => decision?.stage ?? null,
  },
  decision_reason: {
    unit: 'passage',
    empty: 'noDecision',
    of: ({ decision }) => decision?.reason || null,
  },
  decision_due_on: {
    unit: 'day',
    empty: 'openDate',
    of: ({ decision }) => decision?.dueOn ?? null,
  },
  decision_effective_term: {
    unit: 'text',
    empty: 'noDecision',
    of: ({ decision }) => decision?.effectiveTerm ?? null,
  },
  decided_on: {
    unit: 'day',
    empty: 'noDecision',
    of: ({ decision }) => decision && day(decision.at),
  },
  decided_on_release: {
    unit: 'release',
    empty: 'noDecision',
    of: ({ decision }) => decision?.releaseNo ?? null,
  },
  decision_progress: {
    unit: 'word',
    empty: 'noProgress',
    of: ({ decision }) => decision?.progress?.state ?? null,
  },
  decision_progress_on: {
    unit: 'day',
    empty: 'noProgress',
    of: ({ decision }) => decision?.progress?.happenedOn ?? null,
  },
} satisfies Record<string, Column>)

/** The columns of a map's table. */
export const mapColumns: readonly TableColumn[] = columns.map(([name, { unit, empty }]) => ({
  name,
  heading: name,
  unit,
  empty,
}))

function answerColumns(
  name: string,
  levels: readonly number[],
  readingOf: (row: Row) => Reading | null,
): Record<string, Column> {
  return Object.fromEntries(
    levels.map((level, index): [string, Column] => [
      `${name}_answers_${level}`,
      { unit: 'employers', empty: 'few', of: (row) => readingOf(row)?.counts[index] ?? null },
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
