import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { readDecisionDesk } from '@/app/_components/reports/decision-desk'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { Report } from './_components/report'
import { type ReportPath, reportFilter } from './report-filter'

type Props = {
  params: Promise<ReportPath>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('report') }
}

export default async function ReportPage({ params, searchParams }: Props) {
  const path = await params
  const filter = reportFilter(path)
  if (!filter) notFound()
  const { org, credential, occupation, scope = [] } = path
  const api = await caller()
  const here = ['/o', org, 'reports', credential, occupation, ...scope].join('/')
  const [report, desk] = await pageData(
    Promise.all([
      api.reports.read({ org, filter }),
      readDecisionDesk(api, { org, here, query: await searchParams }),
    ]),
  )
  const own = report.reader === 'provider'
  const shares =
    own && desk.mayDecide
      ? await pageData(api.decisions.shares({ org, filter: { credential, occupation } }))
      : null
  return <Report {...{ report, desk, filter, shares }} />
}
