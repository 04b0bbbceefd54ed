import { z } from 'zod'

/** Addresses in one file of the site's map; the protocol allows 50,000. */
export const ADDRESSES_A_FILE = 10_000

/** Public pages of which there may be many, by what they are of. */
export const addressKinds = ['credentials', 'occupations', 'frameworks', 'maps'] as const

/** One file of the site's map, counted from 1. */
export const AddressFile = z.strictObject({
  kind: z.enum(addressKinds),
  file: z.number().int().min(1).max(10_000),
})
export type AddressFile = z.infer<typeof AddressFile>

/** How many files each kind of page fills. */
export const AddressFiles = z.array(
  z.object({ kind: z.enum(addressKinds), files: z.number().int() }),
)
export type AddressFiles = z.infer<typeof AddressFiles>
