import { z } from 'zod'
import { ProviderView } from '@/server/domain/catalogue/credential-view'
import { credentialKinds } from '@/server/domain/catalogue/credentials'
import { regionKinds } from '@/server/domain/people/regions'

export const SearchInput = z.strictObject({ q: z.string().trim().max(100) })
export type SearchInput = z.infer<typeof SearchInput>

export const SearchHit = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('credential'),
    slug: z.string(),
    title: z.string(),
    credentialKind: z.enum(credentialKinds),
    provider: ProviderView.omit({ slug: true }),
  }),
  z.object({ kind: z.literal('occupation'), code: z.string(), title: z.string() }),
  z.object({
    kind: z.literal('framework'),
    slug: z.string(),
    title: z.string(),
    publisher: z.string(),
  }),
  z.object({
    kind: z.literal('region'),
    /** Where its summary is: a county's is that of the region it reports to. */
    slug: z.string(),
    within: z.string().nullable(),
    title: z.string(),
    regionKind: z.enum(regionKinds),
  }),
])
export type SearchHit = z.infer<typeof SearchHit>

export const SearchResults = z.object({
  q: z.string(),
  /** What was searched for instead, when the query looked mistyped. */
  meant: z.string().nullable(),
  hits: z.array(SearchHit),
})
export type SearchResults = z.infer<typeof SearchResults>
