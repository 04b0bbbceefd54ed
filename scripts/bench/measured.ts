import { z } from 'zod'

const Timings = z.object({
  perSecond: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
})

const Released = z.object({
  seconds: z.number(),
  subjects: z.number(),
  versions: z.number(),
  scores: z.number(),
})
export type Released = z.infer<typeof Released>

/** What one size was measured at; times of reads and sends in milliseconds. */
export const Measured = z.object({
  scores: z.number(),
  ratings: z.number(),
  employers: z.number(),
  credentials: z.number(),
  bytesAScore: z.number(),
  fold: z.object({ seconds: z.number(), scores: z.number() }),
  release: Released,
  peakMiB: z.number(),
  /** A release after one more answer on the least and on the most answered credential. */
  quiet: Released,
  hot: Released,
  key: Timings,
  map: Timings,
  summary: Timings,
  insert: Timings,
  spread: Timings,
  crowd: Timings,
})
export type Measured = z.infer<typeof Measured>
