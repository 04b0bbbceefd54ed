import { z } from 'zod'

/** A tree of places, and sets of counties that a partnership names. */
export const regionKinds = ['nation', 'state', 'county', 'set'] as const

/** A region by its name. */
export const RegionView = z.object({ slug: z.string(), name: z.string(), kind: z.string() })
export type RegionView = z.infer<typeof RegionView>
