import { z } from 'zod'
import { CredentialView } from '@/server/domain/catalogue/credential-view'
import { MapFilter } from './map-filter'
import { Word } from './map-row'
import { ReleaseView } from './release-view'

/** Who reads a line: everybody from a release's public day on, its provider from the release on. */
export const lineAudiences = ['everybody', 'provider'] as const
export type LineAudience = (typeof lineAudiences)[number]

/** What can change under a line. */
export const lineCauses = [
  'credential',
  'subject',
  'release',
  'framework',
  'alignment',
  'organization',
] as const

/** One line in a list of maps: what a credential's employers said for one occupation. */
export const MapLine = z.object({
  credential: CredentialView,
  occupation: z.object({ code: z.string(), title: z.string() }),
  /** At least so many employers have rated holders: the largest n of fit. */
  employers: z.number().int(),
  words: z.record(Word, z.number().int()),
  release: ReleaseView.nullable(),
  publicFrom: z.date().nullable(),
})
export type MapLine = z.infer<typeof MapLine>

export const MapListFilter = z.strictObject({
  /** Slugs of credentials. */
  credentials: z.array(MapFilter.shape.credential).max(50).optional(),
  occupation: MapFilter.shape.occupation.optional(),
  page: z.number().int().min(1).max(10_000).default(1),
})
export type MapListFilter = z.input<typeof MapListFilter>

/** A page of a list of maps, those that most employers have answered first. */
export const MapList = z.object({
  total: z.number().int(),
  pageSize: z.number().int(),
  items: z.array(MapLine),
})
export type MapList = z.infer<typeof MapList>

/** What the home page shows of maps: the newest, and one worth showing as a sample. */
export const NewestMaps = z.object({
  lines: z.array(MapLine),
  sample: z.object({ credential: z.string(), occupation: z.string() }).nullable(),
})
export type NewestMaps = z.infer<typeof NewestMaps>
