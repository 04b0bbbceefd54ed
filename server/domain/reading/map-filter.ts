import { z } from 'zod'
import { SECTORS } from '@/server/domain/industries'

/** Which map is read, and in what scope. */
export const MapFilter = z.strictObject({
  credential: z.string().min(1).max(120),
  occupation: z.string().regex(/^\d{2}-\d{4}(\.\d{2})?$/),
  /** A region's slug, or `all`. */
  region: z.string().min(1).max(120).default('all'),
  /** A two-digit NAICS sector, or `all`. */
  sector: z.enum(['all', ...SECTORS]).default('all'),
})
export type MapFilter = z.infer<typeof MapFilter>
