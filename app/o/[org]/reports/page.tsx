import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { ReportList } from './_components/report-list'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports.list'))('title') }
}

type Props = { params: Promise<{ org: string }> }

export default async function ReportsPage({ params }: Props) {
  const { org } = await params
  const api = await caller()
  const [{ organization }, reports] = await pageData(
    Promise.all([api.organizations.frame({ org }), api.reports.list({ org })]),
  )
  const t = await getTranslations('reports.list')
  const own = organization.kind === 'provider'
  return (
    <>
      <PageHeading
        title={t('title')}
        lede={t(own ? 'lede' : 'sharedLede')}
        actions={
          own ? <LinkButton href={`/o/${org}/reports/all`}>{t('across')}</LinkButton> : undefined
        }
      />
      {reports.length > 0 ? (
        <ReportList org={org} reports={reports} />
      ) : own ? (
        <EmptyState
          title={t('emptyTitle')}
          action={<LinkButton href={`/o/${org}/credentials`}>{t('emptyAction')}</LinkButton>}
        >
          {t('empty')}
        </EmptyState>
      ) : (
        <EmptyState title={t('sharedEmptyTitle')}>{t('sharedEmpty')}</EmptyState>
      )}
    </>
  )
}
