import { getTranslations } from 'next-intl/server'
import { PublicReply } from '@/app/_components/replies/public-reply'
import type { DecisionDesk } from '@/app/_components/reports/decision-desk'
import { ReplyForm } from '@/app/_components/reports/reply-form'
import { replyId } from '@/app/_components/reports/report-forms'
import type { ReportView } from '@/server/domain/reading/report-view'
import { placeOf, readersOf } from './reply-place'
import { ReportPart } from './report-part'

/** The provider's words beside the whole map: to be written by who may, else as the public reads them. */
export async function ReplySection({ report, desk }: { report: ReportView; desk: DecisionDesk }) {
  const t = await getTranslations('reports.reply')
  const { reply } = report.says
  const writes = report.reader === 'provider' && desk.mayDecide
  if (!writes && !reply) return null
  const about = replyId(null)
  return (
    <ReportPart
      id={about}
      title={t(report.reader === 'provider' ? 'title' : 'sharedTitle')}
      open={desk.last.about === about}
    >
      {writes ? (
        <ReplyForm
          desk={desk}
          place={placeOf(report)}
          line={null}
          reply={report.replies.find(({ competencyId }) => competencyId === null) ?? null}
          readers={readersOf(report)}
        />
      ) : reply ? (
        <PublicReply reply={reply} />
      ) : null}
    </ReportPart>
  )
}
