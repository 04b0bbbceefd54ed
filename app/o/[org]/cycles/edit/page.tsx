import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { lastDay } from '@/server/domain/asking/cycles'
import { SetupForm } from '../_components/setup-form'
import { type SetupQuery, setupFromQuery } from '../_components/setup-state'

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SetupQuery> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cycles.setup')
  return { title: t('editTitle') }
}

export default async function EditCyclePage({ params, searchParams }: Props) {
  const { org } = await params
  const query = await searchParams
  const id = typeof query.cycleId === 'string' ? query.cycleId : ''
  const cycle = await pageData((await caller()).cycles.read({ org, cycleId: id }))
  if (cycle.state !== 'draft') notFound()
  const t = await getTranslations('cycles.setup')
  const asked = setupFromQuery(query, new Date(), cycle)
  const choosing = Object.keys(query).length > 1
  const state = choosing
    ? asked
    : {
        ...asked,
        occupationId: cycle.occupationId,
        title: cycle.title,
        job: cycle.job,
        credentialIds: cycle.credentials.map((each) => each.id),
        competencyIds: cycle.competencies.map((each) => each.id),
        closesOn: lastDay(cycle.closesAt, cycle.timeZone),
        message: cycle.message,
        signerName: cycle.signerName,
        signerTitle: cycle.signerTitle,
        byIndustry: cycle.byIndustry,
        chosen: true,
      }
  return (
    <>
      <PageHeading title={t('editTitle')} lede={t('lede')} />
      <SetupForm org={org} cycleId={id} path={`/o/${org}/cycles/edit`} state={state} />
    </>
  )
}
