import { z } from 'zod'
import { saidAs } from '@/server/domain/errors'
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

/** Plain text; line ends as one character, however the browser sends them. */
export const ReplyText = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().max(longestReply))

/** A reply as a form sends it. */
export const SaveReply = z.object({
  place: ReplyPlace,
  text: ReplyText,
  publish: z.boolean(),
  /** The version the form showed; empty for none. */
  seen: z.union([z.literal(''), z.uuid()]),
  clientKey: z.uuid(),
})
export type SaveReply = z.infer<typeof SaveReply>

export const WithdrawReply = SaveReply.pick({ place: true, seen: true, clientKey: true })
export type WithdrawReply = z.infer<typeof WithdrawReply>

/** A reply as its provider reads it: the newest version, and what the public reads meanwhile. */
export const ReplyView = z.object({
  id: z.uuid(),
  competencyId: z.uuid().nullable(),
  text: z.string(),
  state: ReplyState,
  at: z.date(),
  by: z.string().nullable(),
  /** The version that was published last, out or waiting for its day; null where none is. */
  published: z.object({ id: z.uuid(), text: z.string(), at: z.date() }).nullable(),
  /** What the public reads until that day; null where nothing does or the day has come. */
  meanwhile: z.object({ text: z.string(), at: z.date() }).nullable(),
  /** Why the operator hid the one that was published last. */
  hidden: z.object({ reason: z.string(), at: z.date() }).nullable(),
})
export type ReplyView = z.infer<typeof ReplyView>

/** A reply that stands in public, or will, for the operator to look at. */
export const PublishedReply = z.object({
  id: z.uuid(),
  text: z.string(),
  publishedAt: z.date(),
  provider: z.string(),
  credential: z.object({ slug: z.string(), name: z.string() }),
  occupation: z.object({ code: z.string(), title: z.string() }),
  /** Null beside the whole map. */
  line: z.string().nullable(),
})
export type PublishedReply = z.infer<typeof PublishedReply>

export const PublishedReplies = z.object({
  total: z.number().int(),
  pageSize: z.number().int(),
  items: z.array(PublishedReply),
})
export type PublishedReplies = z.infer<typeof PublishedReplies>

export const HideReply = z.strictObject({
  replyId: z.uuid(),
  /** Read by the provider, and kept in the audit record. */
  reason: z.string().trim().min(10, saidAs('input.reasonShort')).max(500),
})
export type HideReply = z.infer<typeof HideReply>
