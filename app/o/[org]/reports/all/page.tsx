import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { readDecisionDesk } from '@/app/_components/reports/decision-desk'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { AcrossHeat } from './_components/across-heat'
import { lineOf, OpenDecisionList } from './_components/open-decision-list'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports.across'))('title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AcrossPage({ params, searchParams }: Props) {
  const { org } = await params
  const api = await caller()
  const { organization } = await pageData(api.organizations.frame({ org }))
  // Only a provider has credentials of its own to look across.
  if (organization.kind !== 'provider') notFound()
  const here = `/o/${org}/reports/all`
  const [across, open, maps, desk] = await pageData(
    Promise.all([
      api.reports.across({ org }),
      api.decisions.listOpen({ org }),
      api.maps.listOwn({ org }),
      readDecisionDesk(api, { org, here, query: await searchParams }),
    ]),
  )
  const t = await getTranslations('reports.across')
  const { about, problem, done } = desk.last
  const shown = open.open.some((each) => lineOf(each) === about)
  return (
    <>
      <Breadcrumb
        label={t('where')}
        items={[{ href: `/o/${org}/reports`, label: t('reports') }, { label: t('title') }]}
      />
      <PageHeading title={t('title')} lede={t('lede')} />
      <Outcome
        problem={shown ? null : problem}
        done={
          !shown && (done === 'decided' || done === 'undone' || done === 'finished') && t('gone')
        }
      />
      <AcrossHeat org={org} across={across} />
      <OpenDecisionList desk={desk} open={open.open} maps={maps} />
    </>
  )
}
