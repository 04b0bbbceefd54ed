import { getTranslations } from 'next-intl/server'
import type { DecisionDesk } from '@/app/_components/reports/decision-desk'
import { lineId } from '@/app/_components/reports/report-forms'
import { bold } from '@/app/_components/ui/bold'
import { LinkButton } from '@/app/_components/ui/link-button'
import { invitationsNeeded } from '@/server/domain/asking/forecasts'
import { daysOpen } from '@/server/domain/reading/asking-lines'
import type { ReportView } from '@/server/domain/reading/report-view'
import { nextLine } from './next-line'

type Props = { report: ReportView; desk: DecisionDesk }

/** How far the lines are decided and what comes next; for the provider alone, and not on paper. */
export async function StateLine({ report, desk }: Props) {
  const t = await getTranslations('reports.state')
  if (report.reader !== 'provider') return null
  if (report.map.finding.employers.fit === 0) return <AskFirst report={report} desk={desk} />
  const demanded = report.lines.filter((line) => line.demanded)
  const open = demanded.filter(({ decided }) => !decided)
  const overdue = open.flatMap(({ overdue: waits, asked }) =>
    waits && asked ? [daysOpen(asked.at, desk.now)] : [],
  )
  const next = nextLine(report)
  const { share } = report
  const count = { decided: demanded.length - open.length, of: demanded.length }
  const state = demanded.length === 0 ? 'nothing' : open.length === 0 ? 'all' : 'some'
  return (
    <section className="state-line no-print" aria-label={t('label')}>
      <p>
        {t.rich(state, { ...bold, ...count })}{' '}
        {overdue.length > 0
          ? t('waited', { count: overdue.length, days: Math.max(...overdue) })
          : null}{' '}
        {share && share.of > 0 && open.length > 0 ? (
          <span className="text-muted">{t('share', share)}</span>
        ) : null}
      </p>
      {next && desk.mayDecide ? (
        <LinkButton variant="primary" href={`#${lineId(next.key)}`} download>
          {t('next')}
        </LinkButton>
      ) : null}
    </section>
  )
}

/** Where nothing is known of holders: how many to ask, and what can be done meanwhile. */
async function AskFirst({ report, desk }: Props) {
  const t = await getTranslations('reports.ask')
  return (
    <section className="state-line no-print" aria-label={t('whenTitle')}>
      <div className="measure">
        <p>{t.rich('title', { ...bold, ...invitationsNeeded() })}</p>
        <p className="mt-2 text-muted">{t('when')}</p>
        {report.notClaimed.length > 0 ? <p className="mt-2">{t('decideNow')}</p> : null}
      </div>
      <LinkButton variant="primary" href={`/o/${desk.org}/cycles/new`}>
        {t('plan')}
      </LinkButton>
    </section>
  )
}
