import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MapLines } from '@/app/_components/catalogue/map-lines'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('maps.list')
  return { title: t('title') }
}

type Props = { params: Promise<{ org: string }> }

export default async function OwnMapsPage({ params }: Props) {
  const { org } = await params
  const lines = await pageData((await caller()).maps.listOwn({ org }))
  const t = await getTranslations('maps.list')
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} />
      {lines.length > 0 ? (
        <div className="border-t-2 border-ink">
          <MapLines
            lines={lines}
            hrefOf={(line) => `/o/${org}/maps/${line.credential.slug}/${line.occupation.code}`}
          />
        </div>
      ) : (
        <EmptyState
          title={t('emptyTitle')}
          action={<LinkButton href={`/o/${org}/credentials`}>{t('emptyAction')}</LinkButton>}
        >
          {t('empty')}
        </EmptyState>
      )}
    </>
  )
}
