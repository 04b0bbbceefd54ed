import { getTranslations } from 'next-intl/server'
import { ValueAnswers } from '@/app/_components/maps/value-answers'
import type { DecisionDesk } from '@/app/_components/reports/decision-desk'
import type { ReportView } from '@/server/domain/reading/report-view'
import { AgreementSection } from './agreement-section'
import { ChangedSection } from './changed-section'
import { SurplusSection, UnclaimedSection } from './claim-sections'
import { HeardSection } from './heard-section'
import { ReplySection } from './reply-section'
import { ReportPart } from './report-part'

type Props = { report: ReportView; desk: DecisionDesk }

/** What stands under the lines; on a phone each part is folded. */
export async function ReportSections({ report, desk }: Props) {
  const t = await getTranslations('reports')
  const maps = await getTranslations('maps')
  const { map } = report
  return (
    <div className="report-sections">
      <ReportPart id="changed" title={t('changed.title')}>
        <ChangedSection map={map} />
      </ReportPart>
      <ReportPart id="agree" title={t('agree.title')}>
        <AgreementSection rows={map.rows} />
      </ReportPart>
      <ReportPart id="unclaimed" title={t('unclaimed.title')}>
        <UnclaimedSection report={report} />
      </ReportPart>
      <ReportPart id="surplus" title={t('surplus.title')}>
        <SurplusSection report={report} />
      </ReportPart>
      <ReportPart id="heard" title={t('heard.title')}>
        <HeardSection report={report} org={desk.org} />
      </ReportPart>
      {map.value ? (
        <ReportPart id="value" title={maps('value.title')}>
          <ValueAnswers value={map.value} />
        </ReportPart>
      ) : null}
      <ReplySection report={report} desk={desk} />
    </div>
  )
}
