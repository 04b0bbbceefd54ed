import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { WorkedReport } from '@/app/_components/maps/worked/worked-report'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { WorkedFilter } from '@/server/domain/reading/worked-example'
import { ownMapFilter } from '../../../_read/own-map-filter'

type Props = {
  params: Promise<{ org: string; credential: string; occupation: string; competency: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('worked-example')
  return { title: t('kick') }
}

export default async function OwnWorkedExamplePage({ params, searchParams }: Props) {
  const { org, competency, ...path } = await params
  const filter = WorkedFilter.safeParse({
    ...ownMapFilter(path, await searchParams),
    competency,
  })
  if (!filter.success) notFound()
  const example = await pageData(
    (await caller()).maps.ownWorkedExample({ org, filter: filter.data }),
  )
  const scope = new URLSearchParams({ region: filter.data.region, sector: filter.data.sector })
  return (
    <WorkedReport
      example={example}
      mapHref={`/o/${org}/maps/${path.credential}/${path.occupation}?${scope}#c-${competency}`}
    />
  )
}
