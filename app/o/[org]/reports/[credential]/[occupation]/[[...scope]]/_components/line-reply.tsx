import { getTranslations } from 'next-intl/server'
import { PublicReply } from '@/app/_components/replies/public-reply'
import type { DecisionDesk } from '@/app/_components/reports/decision-desk'
import { ReplyForm } from '@/app/_components/reports/reply-form'
import { replyId } from '@/app/_components/reports/report-forms'
import type { ReportView } from '@/server/domain/reading/report-view'
import { placeOf, readersOf } from './reply-place'

type Props = { report: ReportView; desk: DecisionDesk; line: { key: string; label: string } }

/** The provider's words beside one line: behind their name for who may write them, else as the public reads them. */
export async function LineReply({ report, desk, line }: Props) {
  const t = await getTranslations('replies.form')
  if (report.reader === 'partnership' || !desk.mayDecide) {
    const said = report.says.lines.find(({ competencyId }) => competencyId === line.key)?.reply
    return said ? (
      <div className="map-says">
        <PublicReply reply={said} />
      </div>
    ) : null
  }
  const reply = report.replies.find(({ competencyId }) => competencyId === line.key) ?? null
  const about = replyId(line.key)
  return (
    <details id={about} className="fold no-print" open={desk.last.about === about}>
      <summary>
        <span aria-hidden="true">{t(reply ? 'change' : 'open')}</span>
        <span className="sr-only">{t('labelLine', { line: line.label })}</span>
      </summary>
      <ReplyForm {...{ desk, line, reply }} place={placeOf(report)} readers={readersOf(report)} />
    </details>
  )
}
