import type { ReplyReaders } from '@/app/_components/reports/reply-form'
import type { ReportView } from '@/server/domain/reading/report-view'

/** The map that a report's replies stand beside. */
export function placeOf({ map }: ReportView): { credential: string; occupation: string } {
  return { credential: map.credential.slug, occupation: map.occupation.code }
}

/** Who reads what its provider publishes. */
export function readersOf({ map: { credential, publicFrom } }: ReportView): ReplyReaders {
  return {
    confirmed: credential.provider.confirmed,
    published: credential.state === 'published',
    publicFrom,
  }
}
