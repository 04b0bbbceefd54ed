import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { evidenceWords, occupationInSentence, verdictWords } from '@/app/_components/maps/map-words'
import { Said } from '@/app/_components/ui/said'
import type { ReportView } from '@/server/domain/reading/report-view'

type Props = { report: ReportView }
type Row = ReportView['map']['rows'][number]

/** What is surely important and that the credential does not claim. */
export async function UnclaimedSection({ report }: Props) {
  const t = await getTranslations('reports.unclaimed')
  const maps = await getTranslations('maps')
  const rows = report.map.rows.filter(({ key }) => report.notClaimed.includes(key))
  if (rows.length === 0) {
    return <p className="text-muted">{t(report.map.described ? 'none' : 'notDescribed')}</p>
  }
  return (
    <FigureList
      rows={rows}
      figure={(row) => t('figure', { ...rangeOf(row), evidence: evidenceWords(maps, row) ?? '' })}
    />
  )
}

/** What it claims and that is surely little needed, for this one job. */
export async function SurplusSection({ report }: Props) {
  const t = await getTranslations('reports.surplus')
  const maps = await getTranslations('maps')
  const format = await getFormatter()
  const locale = await getLocale()
  const rows = report.map.rows.filter(({ flag }) => flag === 'surplus')
  if (rows.length === 0) return <p className="text-muted">{t('none')}</p>
  const others = report.otherOccupations.map(({ title }) => occupationInSentence(title, locale))
  return (
    <>
      <FigureList
        rows={rows}
        figure={(row) =>
          t('figure', {
            ...rangeOf(row),
            n: row.importance?.employers ?? 0,
            word: verdictWords(maps, row),
          })
        }
      />
      <p className="mt-2 text-sm text-muted">
        {others.length > 0 ? t('others', { occupations: format.list(others) }) : t('job')}
      </p>
    </>
  )
}

function FigureList({ rows, figure }: { rows: readonly Row[]; figure: (row: Row) => string }) {
  return (
    <ul className="rows mt-2">
      {rows.map((row) => (
        <li key={row.key} className="min-w-0">
          <p>
            <Said>{row.competency.label}</Said>
          </p>
          <p className="text-sm text-muted">{figure(row)}</p>
        </li>
      ))}
    </ul>
  )
}

function rangeOf({ importance }: Row) {
  const whole = (points: number | undefined) => Math.round(points ?? 0)
  return {
    score: whole(importance?.score),
    lower: whole(importance?.lower),
    upper: whole(importance?.upper),
  }
}
