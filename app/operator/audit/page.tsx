import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AuditTable } from '@/app/_components/audit-table'
import { LinkButton } from '@/app/_components/ui/link-button'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { OperatorHeading } from '../_components/operator-heading'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operator.audit'))('title') }
}

type Props = { searchParams: Promise<{ before?: string | string[] }> }

export default async function SiteAuditPage({ searchParams }: Props) {
  const { before: asked } = await searchParams
  const time = new Date(typeof asked === 'string' ? asked : Number.NaN)
  const { events, before } = await pageData(
    (await caller()).operator.audit(Number.isNaN(time.getTime()) ? {} : { before: time }),
  )
  const t = await getTranslations('operator.audit')
  const settings = await getTranslations('settings')
  return (
    <>
      <OperatorHeading current="audit" title={t('title')} lede={t('lede')} />
      {events.length === 0 ? (
        <p className="text-muted">{settings('noEvents')}</p>
      ) : (
        <AuditTable events={events} />
      )}
      {before ? (
        <div className="mt-4">
          <LinkButton href={`/operator/audit?before=${before.toISOString()}`}>
            {settings('older')}
          </LinkButton>
        </div>
      ) : null}
    </>
  )
}
