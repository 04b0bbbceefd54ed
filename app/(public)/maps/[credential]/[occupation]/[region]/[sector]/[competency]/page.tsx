import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { WorkedReport } from '@/app/_components/maps/worked/worked-report'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { type WorkedExample, WorkedFilter } from '@/server/domain/reading/worked-example'

export const revalidate = 300
export const generateStaticParams = () => []

type Path = {
  credential: string
  occupation: string
  region: string
  sector: string
  competency: string
}
type Props = { params: Promise<Path> }

/** Read once for the title and the page: what is kept goes by the text of the path. */
const read = cache(async (path: string): Promise<WorkedExample> => {
  const filter = WorkedFilter.safeParse(JSON.parse(path))
  if (!filter.success) notFound()
  return pageData(publicCaller().maps.workedExample(filter.data))
})

const readAt = (path: Path) => read(JSON.stringify(path))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const path = await params
  const t = await getTranslations('worked-example')
  const { row } = await readAt(path)
  return {
    title: t('metaTitle', { competency: row.competency.label }),
    alternates: { canonical: `${mapPath(path)}/${path.competency}` },
  }
}

export default async function WorkedExamplePage({ params }: Props) {
  const path = await params
  return (
    <WorkedReport example={await readAt(path)} mapHref={`${mapPath(path)}#c-${path.competency}`} />
  )
}

function mapPath({ credential, occupation, region, sector }: Path): string {
  return `/maps/${credential}/${occupation}/${region}/${sector}`
}
