import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewEmployerList } from '@/app/_components/employers/new-employer-list'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('employers.list'))('title') }
}

export default async function OperatorNewListPage({ searchParams }: Props) {
  const waiting = await pageData((await caller()).employerLists.list())
  const t = await getTranslations('employers.list')
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[{ href: '/operator', label: t('confirmations') }, { label: t('title') }]}
      />
      <PageHeading title={t('title')} lede={t('lede')} />
      <NewEmployerList waiting={waiting} lists="/operator/employers" query={await searchParams} />
    </>
  )
}
