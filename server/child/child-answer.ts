import { z } from 'zod'

/** The lines a child writes, one JSON document each, the last of them `done` or why there is none. */
export const ChildLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('part'), part: z.unknown() }),
  z.object({ kind: z.literal('done') }),
  z.object({
    kind: z.literal('refused'),
    code: z.enum(['invalid', 'limit_reached']),
    message: z.string(),
    field: z.string().optional(),
  }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
export type ChildLine = z.infer<typeof ChildLine>
