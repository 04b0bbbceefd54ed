import { MapNotes } from '@/app/_components/maps/map-notes'
import { MapHead } from '@/app/_components/maps/map-panels'
import type { DecisionDesk } from '@/app/_components/reports/decision-desk'
import { ShareForm } from '@/app/_components/reports/share-form'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import type { ReportShares } from '@/server/domain/reading/report-shares'
import type { ReportView } from '@/server/domain/reading/report-view'
import { ReportHead } from './report-head'
import { ReportLines } from './report-lines'
import { ReportSections } from './report-sections'
import { StateLine } from './state-line'

type Props = {
  report: ReportView
  desk: DecisionDesk
  filter: MapFilter
  /** Null for whoever may not share it. */
  shares: ReportShares | null
}

/** A map as its provider acts on it, from the paragraph to read aloud to how to read it. */
export function Report({ report, desk, filter, shares }: Props) {
  const { map } = report
  return (
    <article className="report">
      <ReportHead report={report} org={desk.org} filter={filter} />
      <StateLine report={report} desk={desk} />
      <section className="map" id="lines">
        <MapHead />
        <ReportLines report={report} desk={desk} filter={filter} />
      </section>
      <ReportSections report={report} desk={desk} />
      {shares ? (
        <ShareForm
          desk={desk}
          report={{ credential: map.credential.slug, occupation: map.occupation.code }}
          shares={shares}
          waits={waitOf(map)}
        />
      ) : null}
      <MapNotes map={map} />
    </article>
  )
}

/** Why it cannot be shared today. */
function waitOf({ credential, release, publicFrom }: ReportView['map']) {
  if (credential.state !== 'published') return { for: 'draft' as const }
  if (!release) return { for: 'nothingReleased' as const }
  return publicFrom ? { for: 'notYet' as const, date: publicFrom } : null
}
