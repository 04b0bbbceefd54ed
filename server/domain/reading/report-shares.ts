import { z } from 'zod'
import { SaysFilter } from './provider-says'

/** Which report, and with which partnership. */
export const ReportShare = z.object({ report: SaysFilter, partnershipId: z.uuid() })
export type ReportShare = z.infer<typeof ReportShare>

const Partnership = z.object({ id: z.string(), name: z.string() })

/** Whom a report is shared with, and whom it can be: partnerships whose region holds the provider's county before others. */
export const ReportShares = z.object({
  shared: z.array(Partnership.extend({ at: z.date() })),
  near: z.array(Partnership),
  others: z.array(Partnership),
})
export type ReportShares = z.infer<typeof ReportShares>
