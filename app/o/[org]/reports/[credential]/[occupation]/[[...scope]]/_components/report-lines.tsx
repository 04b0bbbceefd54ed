import { getFormatter, getTranslations } from 'next-intl/server'
import { MapLines } from '@/app/_components/maps/map-panels'
import { verdictWords } from '@/app/_components/maps/map-words'
import type { DecisionDesk } from '@/app/_components/reports/decision-desk'
import { LineDecision } from '@/app/_components/reports/line-decision'
import type { ReadByProps } from '@/app/_components/reports/read-by'
import { StateWord } from '@/app/_components/ui/state-word'
import { groupBy } from '@/server/domain/group-by'
import { daysOpen, standings } from '@/server/domain/reading/asking-lines'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import type { ReportLine, ReportView } from '@/server/domain/reading/report-view'
import { LineReply } from './line-reply'
import { nextLine } from './next-line'

type Props = { report: ReportView; desk: DecisionDesk; filter: MapFilter }
type Row = ReportView['map']['rows'][number]

/** Groups in the order they stand on the page. */
const groups = [...standings, 'important', 'decided'] as const

/** Lines that ask for a decision, each with what was decided; the others folded, told by their words. */
export async function ReportLines({ report, desk, filter }: Props) {
  const t = await getTranslations('reports')
  const { map } = report
  const groupOf = new Map(report.lines.map((line) => [line.key, line.standing ?? 'decided']))
  if (map.finding.employers.fit === 0) {
    for (const key of report.notClaimed) if (!groupOf.has(key)) groupOf.set(key, 'important')
  }
  const rest = map.rows.filter(({ key }) => !groupOf.has(key))
  const next = nextLine(report)
  const lines = {
    newest: map.release?.no ?? null,
    workedHref: (competency: string) => workedHref(desk.org, filter, competency, report.reader),
  }
  const beneath = (row: Row) => (
    <Beneath
      {...{ report, desk, filter, row }}
      line={report.lines.find(({ key }) => key === row.key) ?? null}
      open={row.key === next?.key}
    />
  )
  const gone = report.lines.filter(({ key }) => !map.rows.some((row) => row.key === key))
  return (
    <>
      {groups.map((group) => (
        <LineGroup
          key={group}
          title={t(`groups.${group}`)}
          rows={map.rows.filter(({ key }) => groupOf.get(key) === group)}
          {...lines}
          beneath={beneath}
        />
      ))}
      {gone.map((line) => (
        <Gone key={line.key} {...{ report, desk, filter, line }} />
      ))}
      {rest.length > 0 ? (
        <details className="report-rest">
          <summary>{await restWords(rest)}</summary>
          <MapLines rows={rest} {...lines} beneath={() => null} />
        </details>
      ) : null}
    </>
  )
}

type GroupProps = Parameters<typeof MapLines>[0] & { title: string }

function LineGroup({ title, ...lines }: GroupProps) {
  if (lines.rows.length === 0) return null
  return (
    <section className="report-group">
      <h2 className="report-group-title">{title}</h2>
      <MapLines {...lines} />
    </section>
  )
}

type BeneathProps = Props & { row: Row; line: ReportLine | null; open: boolean }

/** Since when it asks, and the decision about it. */
async function Beneath({ report, desk, filter, row, line, open }: BeneathProps) {
  const t = await getTranslations('reports.line')
  const format = await getFormatter()
  const decisions = decisionsOf(report, row.key)
  const shared = report.reader === 'partnership'
  return (
    <div className="report-line">
      {line?.asked && !line.decided ? (
        <p className="no-print text-sm text-muted">
          {line.overdue ? (
            <>
              <StateWord tone="bad">
                {t('overdue', { days: daysOpen(line.asked.at, desk.now) })}
              </StateWord>{' '}
            </>
          ) : null}
          {t('asked', {
            release: line.asked.release,
            date: format.dateTime(line.asked.at, { dateStyle: 'medium' }),
          })}
        </p>
      ) : null}
      {shared && decisions.length === 0 ? null : (
        <LineDecision
          desk={desk}
          line={{ ...placeOf(filter), key: row.key, label: row.competency.label }}
          decisions={decisions}
          row={isWhole(report) ? row : null}
          readBy={readByOf(report)}
          open={open}
        />
      )}
      <LineReply report={report} desk={desk} line={{ key: row.key, label: row.competency.label }} />
    </div>
  )
}

/** A decision about a competency that is on the map no more. */
async function Gone({ report, desk, filter, line }: Props & { line: ReportLine }) {
  const t = await getTranslations('reports.line')
  return (
    <section className="report-group">
      <h2 className="report-group-title">{line.label}</h2>
      <p className="text-sm text-muted">{t('gone')}</p>
      <LineDecision
        desk={desk}
        line={{ ...placeOf(filter), key: line.key, label: line.label }}
        decisions={decisionsOf(report, line.key)}
        row={null}
        readBy={readByOf(report)}
      />
    </section>
  )
}

/** A decision keeps what all regions and sectors said: a part of them says something else without having changed. */
function isWhole({ map: { filter } }: ReportView): boolean {
  return filter.region === null && filter.sector === null
}

function decisionsOf({ decisions }: ReportView, line: string) {
  return decisions.find(({ key }) => key === line)?.decisions ?? []
}

function placeOf({ credential, occupation }: MapFilter) {
  return { credential, occupation }
}

function readByOf({ map: { credential, publicFrom } }: ReportView): ReadByProps {
  return {
    public: credential.state !== 'draft' && credential.provider.confirmed,
    publicFrom,
  }
}

function workedHref(
  org: string,
  { credential, occupation, region, sector }: MapFilter,
  competency: string,
  reader: ReportView['reader'],
): string {
  if (reader === 'partnership') {
    return `/maps/${credential}/${occupation}/${region}/${sector}/${competency}`
  }
  const scope = new URLSearchParams({ region, sector })
  return `/o/${org}/maps/${credential}/${occupation}/${competency}?${scope}`
}

/** How many more lines there are, by their words. */
async function restWords(rows: readonly Row[]): Promise<string> {
  const t = await getTranslations('reports.rest')
  const maps = await getTranslations('maps')
  const format = await getFormatter()
  const byWord = groupBy(rows, (row) => verdictWords(maps, row))
  const words = [...byWord].map(([word, { length }]) => t('word', { count: length, word }))
  return t('summary', { count: rows.length, words: format.list(words) })
}
