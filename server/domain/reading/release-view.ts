import { z } from 'zod'

/** The release that figures come from. */
export const ReleaseView = z.object({
  no: z.number().int(),
  at: z.date(),
  publicAt: z.date(),
  methodVersion: z.string(),
})
export type ReleaseView = z.infer<typeof ReleaseView>
