import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ValueSplit } from '@/app/_components/maps/map-report'
import type { DecisionDesk } from '@/app/_components/reports/decision-desk'
import type { ReportView } from '@/server/domain/reading/report-view'
import { AgreementSection } from './agreement-section'
import { ChangedSection } from './changed-section'
import { SurplusSection, UnclaimedSection } from './claim-sections'
import { HeardSection } from './heard-section'
import { ReplySection } from './reply-section'

type Props = { report: ReportView; desk: DecisionDesk }

/** What stands under the lines; on a phone each part is folded. */
export async function ReportSections({ report, desk }: Props) {
  const t = await getTranslations('reports')
  const { map } = report
  return (
    <div className="report-sections">
      <Part id="changed" title={t('changed.title')}>
        <ChangedSection map={map} />
      </Part>
      <Part id="agree" title={t('agree.title')}>
        <AgreementSection rows={map.rows} />
      </Part>
      <Part id="unclaimed" title={t('unclaimed.title')}>
        <UnclaimedSection report={report} />
      </Part>
      <Part id="surplus" title={t('surplus.title')}>
        <SurplusSection report={report} />
      </Part>
      <Part id="heard" title={t('heard.title')}>
        <HeardSection report={report} org={desk.org} />
      </Part>
      {map.value ? (
        <div className="report-part">
          <ValueSplit value={map.value} />
        </div>
      ) : null}
      <ReplySection report={report} desk={desk} />
    </div>
  )
}

/** A part of the report that a phone folds and a wide page shows; without a script, too. */
function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <details className="report-part" id={id}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <div className="report-part-body">{children}</div>
    </details>
  )
}
