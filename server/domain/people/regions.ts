import { z } from 'zod'

/** A region by its name. */
export const RegionView = z.object({ slug: z.string(), name: z.string(), kind: z.string() })
export type RegionView = z.infer<typeof RegionView>
