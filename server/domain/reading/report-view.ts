import { z } from 'zod'
import { standings } from './asking-lines'
import { DecisionView } from './decisions'
import { MapLine } from './map-list'
import { MapView } from './map-view'
import { ProviderSays } from './provider-says'
import { ReplyView } from './replies'
import { Participation } from './summary-view'

/** A line of a report that asks for something, or is decided. */
export const ReportLine = z.object({
  key: z.string(),
  label: z.string(),
  /** Null of a line that is decided and asks for nothing today. */
  standing: z.enum(standings).nullable(),
  decided: z.boolean(),
  /** It is to be decided, or was once it had asked. */
  demanded: z.boolean(),
  /** The release in which it first asked to be decided; a partnership is not told. */
  asked: z.object({ release: z.number().int(), at: z.date() }).nullable(),
  /** It has waited for more than 90 days. */
  overdue: z.boolean(),
})
export type ReportLine = z.infer<typeof ReportLine>

/** A competency map as its provider acts on it, or as a partnership reads it that it is shared with. */
export const ReportView = z.object({
  map: MapView,
  reader: z.enum(['provider', 'partnership']),
  /** In the order of the map. */
  lines: z.array(ReportLine),
  /** Of each line the newest first, by competency. */
  decisions: z.array(z.object({ key: z.string(), decisions: z.array(DecisionView) })),
  /** Of lines that asked at least 90 days ago; null for a partnership. */
  share: z.object({ decided: z.number().int(), of: z.number().int() }).nullable(),
  /** Rows that are surely at least "should have" and that the credential does not claim. */
  notClaimed: z.array(z.string()),
  /** Other occupations that the credential is for. */
  otherOccupations: z.array(z.object({ code: z.string(), title: z.string() })),
  /** Who answered, and large sectors of the region that nobody speaks for; null where no table can be shown. */
  heard: Participation.nullable(),
  /** The provider's words, as it keeps them; none for a partnership. */
  replies: z.array(ReplyView),
  /** What it says in public. */
  says: ProviderSays,
})
export type ReportView = z.infer<typeof ReportView>

/** A report in a list. */
export const ReportListItem = z.object({
  map: MapLine,
  /** Whose report it is, where it was shared. */
  sharedBy: z.string().nullable(),
  /** Lines to decide, and how many are; null where nothing is published, or where too many maps are listed to say. */
  lines: z.object({ decided: z.number().int(), of: z.number().int() }).nullable(),
  /** How long the line that has waited longest has been open, in days; null where none is overdue. */
  overdueDays: z.number().int().nullable(),
  /** The next day that something decided is due. */
  dueOn: z.string().nullable(),
})
export type ReportListItem = z.infer<typeof ReportListItem>
