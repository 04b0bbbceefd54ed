import { z } from 'zod'
import { MapFilter } from './map-filter'

/** A provider's words beside a map, or beside one line of it (REPORTS §3). */
export const replyStates = ['draft', 'published', 'withdrawn'] as const
export const ReplyState = z.enum(replyStates)
export type ReplyState = z.infer<typeof ReplyState>

export const longestReply = 600

/** Where it stands: beside the whole map, or beside one line. */
export const ReplyPlace = z.strictObject({
  credential: MapFilter.shape.credential,
  occupation: MapFilter.shape.occupation,
  competencyId: z.uuid().nullable(),
})
export type ReplyPlace = z.infer<typeof ReplyPlace>

export const ReplyText = z.string().trim().max(longestReply)

/** A reply as its provider reads it: the newest version, and what the public reads meanwhile. */
export const ReplyView = z.object({
  id: z.uuid(),
  competencyId: z.uuid().nullable(),
  text: z.string(),
  state: ReplyState,
  at: z.date(),
  by: z.string().nullable(),
  /** The version that stands in public; null where none does. */
  published: z.object({ id: z.uuid(), text: z.string(), at: z.date() }).nullable(),
  /** Why the operator hid the one that was published last. */
  hidden: z.object({ reason: z.string(), at: z.date() }).nullable(),
})
export type ReplyView = z.infer<typeof ReplyView>
