import type { MetadataRoute } from 'next'
import { publicCaller } from '@/app/_trpc/public-caller'
import { env } from '@/server/env'

export const dynamic = 'force-dynamic'

/** Every public page that has something to say. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const api = publicCaller()
  const [maps, scopes] = await Promise.all([api.maps.list({}), api.summaries.scopes()])
  const credentials = new Set(maps.map((line) => line.credential.slug))
  const occupations = new Set(maps.map((line) => line.occupation.code))
  const paths = [
    '/',
    '/credentials',
    '/frameworks',
    '/method',
    '/privacy',
    '/summaries/all/all',
    ...scopes.regions.map((region) => `/summaries/${region.slug}/all`),
    ...scopes.sectors.map((sector) => `/summaries/all/${sector}`),
    ...[...credentials].map((slug) => `/credentials/${slug}`),
    ...[...occupations].map((code) => `/occupations/${code}`),
    ...maps
      .filter((line) => line.employers > 0)
      .map((line) => `/maps/${line.credential.slug}/${line.occupation.code}/all/all`),
  ]
  return paths.map((path) => ({ url: `${env().appUrl}${path}` }))
}
