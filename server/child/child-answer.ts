import { z } from 'zod'
import type { RefusalKey } from '@/server/domain/errors'

/** The lines a child writes, one JSON document each, the last of them `done` or why there is none. */
export const ChildLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('part'), part: z.unknown() }),
  z.object({ kind: z.literal('done') }),
  z.object({
    kind: z.literal('refused'),
    code: z.enum(['invalid', 'limit_reached']),
    // Whoever broke the child makes the site say no words of theirs: what is no message is said as its key.
    key: z.custom<RefusalKey>((key) => typeof key === 'string' && /^\w+\.\w+$/.test(key)),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
    field: z.string().optional(),
  }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
export type ChildLine = z.infer<typeof ChildLine>
