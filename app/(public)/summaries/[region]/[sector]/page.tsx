import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { SummaryReport } from '@/app/_components/summaries/summary-report'
import { summaryTitle } from '@/app/_components/summaries/summary-words'
import { socialCard } from '@/app/_i18n/social-card'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { SummaryFilter } from '@/server/domain/reading/summary-view'

export const revalidate = 300
export const generateStaticParams = () => []

type Props = { params: Promise<{ region: string; sector: string }> }

const readSummary = cache(async (region: string, sector: string) => {
  const filter = SummaryFilter.safeParse({ region, sector })
  if (!filter.success) notFound()
  return pageData(publicCaller().summaries.read(filter.data))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { region, sector } = await params
  const t = await getTranslations('summaries')
  const title = await summaryTitle((await readSummary(region, sector)).filter)
  return {
    title,
    description: t('description'),
    alternates: { canonical: `/summaries/${region}/${sector}` },
    openGraph: await socialCard({ title, description: t('description') }),
  }
}

export default async function SummaryPage({ params }: Props) {
  const { region, sector } = await params
  return (
    <SummaryReport
      summary={await readSummary(region, sector)}
      filterAction="/summaries/filter"
      hrefOf={(toRegion, toSector) => `/summaries/${toRegion}/${toSector}`}
    />
  )
}
