import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { SetupForm } from '../_components/setup-form'
import { type SetupQuery, setupFromQuery } from '../_components/setup-state'

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SetupQuery> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cycles.setup')
  return { title: t('newTitle') }
}

export default async function NewCyclePage({ params, searchParams }: Props) {
  const { org } = await params
  const t = await getTranslations('cycles.setup')
  const organization = await pageData((await caller()).organizations.read({ org }))
  const state = setupFromQuery(await searchParams, new Date(), {
    timeZone: organization.timeZone,
    byIndustry: organization.kind === 'partnership',
  })
  return (
    <>
      <PageHeading title={t('newTitle')} lede={t('lede')} />
      <SetupForm org={org} cycleId={null} path={`/o/${org}/cycles/new`} state={state} />
    </>
  )
}
