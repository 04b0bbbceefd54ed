import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmployerList } from '@/app/_components/employers/employer-list'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'

type Props = {
  params: Promise<{ list: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('employers.list'))('title') }
}

export default async function OperatorListPage({ params, searchParams }: Props) {
  const { list: id } = await params
  const { employerLists } = await caller()
  const view = await pageData(employerLists.read({ list: { id } }))
  const t = await getTranslations('employers.list')
  const name = view.fileName ?? t('pasted')
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: '/operator', label: t('confirmations') },
          { href: '/operator/employers/new', label: t('title') },
          { label: name },
        ]}
      />
      <PageHeading kick={t('title')} title={<Said className="break-words">{name}</Said>} />
      <EmployerList view={view} lists="/operator/employers" org={null} query={await searchParams} />
    </>
  )
}
