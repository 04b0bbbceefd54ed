import { getTranslations } from 'next-intl/server'
import { PublicReply } from '@/app/_components/replies/public-reply'
import type { DecisionDesk } from '@/app/_components/reports/decision-desk'
import type { ReportView } from '@/server/domain/reading/report-view'

/** What the provider says in public beside the whole map. */
export async function ReplySection({ report }: { report: ReportView; desk: DecisionDesk }) {
  const t = await getTranslations('reports.reply')
  const { reply } = report.says
  if (report.reader === 'partnership' && !reply) return null
  return (
    <section id="reply" aria-labelledby="reply-title" className="report-part">
      <h2 id="reply-title">{t(report.reader === 'provider' ? 'title' : 'sharedTitle')}</h2>
      {reply ? <PublicReply reply={reply} /> : null}
    </section>
  )
}
