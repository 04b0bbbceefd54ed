import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AuditTable } from '@/app/_components/audit-table'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('auditTitle') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<{ before?: string | string[] }>
}

export default async function AuditPage({ params, searchParams }: Props) {
  const { org } = await params
  const { before: asked } = await searchParams
  const time = new Date(typeof asked === 'string' ? asked : Number.NaN)
  const api = await caller()
  const [{ organization }, { events, before }] = await pageData(
    Promise.all([
      api.organizations.frame({ org }),
      api.organizations.audit({ org, ...(Number.isNaN(time.getTime()) ? {} : { before: time }) }),
    ]),
  )
  const t = await getTranslations('settings')
  return (
    <>
      <PageHeading
        title={t('auditTitle')}
        lede={t('auditLede', { organization: organization.name })}
      />
      {events.length === 0 ? (
        <EmptyState title={t('noEvents')}>
          <p>{t('noEventsText')}</p>
        </EmptyState>
      ) : (
        <AuditTable events={events} />
      )}
      {before ? (
        <div className="mt-4">
          <LinkButton href={`/o/${org}/settings/audit?before=${before.toISOString()}`}>
            {t('older')}
          </LinkButton>
        </div>
      ) : null}
    </>
  )
}
