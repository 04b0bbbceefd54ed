import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { MapReport } from '@/app/_components/maps/map-report'
import { LinkButton } from '@/app/_components/ui/link-button'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import type { MapView } from '@/server/domain/reading/map-view'
import { ownMapFilter } from '../../_read/own-map-filter'

type Props = {
  params: Promise<{ org: string; credential: string; occupation: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('maps.list')
  return { title: t('title') }
}

export default async function OwnMapPage({ params, searchParams }: Props) {
  const { org, ...path } = await params
  const filter = ownMapFilter(path, await searchParams)
  if (!filter) notFound()
  const api = await caller()
  const [map, says] = await pageData(
    Promise.all([api.maps.readOwn({ org, filter }), api.decisions.says(path)]),
  )
  const t = await getTranslations('maps.own')
  const here = `/o/${org}/maps/${path.credential}/${path.occupation}`
  const scope = new URLSearchParams({ region: filter.region, sector: filter.sector })
  return (
    <MapReport
      map={{ ...map, says }}
      filter={{ action: here, hidden: {} }}
      downloads={{
        csv: `${here}/map.csv?${scope}`,
        xlsx: `${here}/map.xlsx?${scope}`,
        json: `${here}/map.json?${scope}`,
      }}
      workedHref={(competency) => `${here}/${competency}?${scope}`}
      actions={
        <>
          {map.credential.state === 'published' ? (
            <LinkButton
              href={`/maps/${path.credential}/${path.occupation}/${filter.region}/${filter.sector}`}
            >
              {t('public')}
            </LinkButton>
          ) : null}
          <LinkButton
            href={`/o/${org}/reports/${path.credential}/${path.occupation}${scopePath(filter)}`}
          >
            {t('report')}
          </LinkButton>
        </>
      }
    >
      <p className="text-muted">{await whoReads(map)}</p>
    </MapReport>
  )
}

/** Region and sector as further parts of a report's address. */
function scopePath({ region, sector }: MapFilter): string {
  return region === 'all' && sector === 'all' ? '' : `/${region}/${sector}`
}

/** Who can read these figures, and from when (a release is public after its delay). */
async function whoReads(map: MapView): Promise<string> {
  const t = await getTranslations('maps.own')
  const format = await getFormatter()
  if (map.credential.state !== 'published') return t('unpublished')
  if (!map.publicFrom) return t('now')
  return t('later', { date: format.dateTime(map.publicFrom, { dateStyle: 'long' }) })
}
