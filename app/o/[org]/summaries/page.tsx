import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { SummaryReport } from '@/app/_components/summaries/summary-report'
import { LinkButton } from '@/app/_components/ui/link-button'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { MemberSummaryFilter, type SummaryView } from '@/server/domain/reading/summary-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('summaries.workspace')
  return { title: t('title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function MemberSummaryPage({ params, searchParams }: Props) {
  const { org } = await params
  const { region, sector } = await searchParams
  const filter = MemberSummaryFilter.safeParse({ region, sector })
  if (!filter.success) notFound()
  const summary = await pageData((await caller()).summaries.readOwn({ org, filter: filter.data }))
  const t = await getTranslations('summaries.workspace')
  const here = `/o/${org}/summaries`
  return (
    <SummaryReport
      summary={summary}
      filterAction={here}
      hrefOf={(toRegion, toSector) =>
        `${here}?${new URLSearchParams({ region: toRegion, sector: toSector })}`
      }
      actions={
        <LinkButton
          href={`/summaries/${summary.filter.region?.slug ?? 'all'}/${filter.data.sector}`}
        >
          {t('public')}
        </LinkButton>
      }
    >
      <p className="mb-4 text-muted">{await whoReads(summary)}</p>
    </SummaryReport>
  )
}

/** Who can read these figures, and from when (a release is public after its delay). */
async function whoReads(summary: SummaryView): Promise<string> {
  const t = await getTranslations('summaries.workspace')
  const format = await getFormatter()
  if (!summary.publicFrom) return t('isPublic')
  return t('atOnce', { date: format.dateTime(summary.publicFrom, { dateStyle: 'long' }) })
}
