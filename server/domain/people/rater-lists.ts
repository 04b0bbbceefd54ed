import { z } from 'zod'
import type { AddressesRead } from './address-lists'

/** How many lists an organization may keep. */
export const mostRaterLists = 50

/** The name of a list that is kept. */
export const RaterListName = z.string().trim().min(2).max(80)

/** A list that is kept, with how much it holds. */
export const RaterList = z.object({
  id: z.string(),
  name: z.string(),
  addresses: z.number().int(),
  createdAt: z.date(),
})
export type RaterList = z.infer<typeof RaterList>

/** What an invitation may start from: lists that are kept, and lists of other cycles, the newest first. */
export const RaterSources = z.object({
  lists: z.array(RaterList),
  cycles: z.array(z.object({ id: z.string(), title: z.string(), addresses: z.number().int() })),
})
export type RaterSources = z.infer<typeof RaterSources>

/** One address of a list, with what was said of its employer. */
export type RaterEntry = {
  email: string
  name: string | null
  employer: string | null
  countyId: string | null
  industryId: string | null
}

/**
 * A list of entries as one that waits has been read; a county and an industry stand there by their codes. Each address
 * stands once.
 */
export function readEntries(entries: readonly RaterEntry[]): AddressesRead {
  const once = [...new Map(entries.map((entry) => [entry.email, entry])).values()]
  return {
    addresses: once.map(({ email, name, employer, countyId, industryId }, at) => ({
      ...{ line: at + 1, email, name, employer },
      county: countyId,
      industry: industryId?.split(':')[1] ?? null,
    })),
    ...{ problems: [], unused: [], headings: [], rows: [], remarks: [] },
  }
}
