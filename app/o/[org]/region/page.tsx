import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { TextField } from '@/app/_components/ui/field'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { mayDo } from '@/server/domain/permissions'
import { AddCounties } from './_components/add-counties'
import { RegionSection } from './_components/region-section'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('region'))('title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const doneWords = ['saved', 'counties', 'claimed', 'released'] as const

export default async function RegionPage({ params, searchParams }: Props) {
  const { org } = await params
  const query = await searchParams
  const api = await caller()
  const [{ organization }, regions, states] = await pageData(
    Promise.all([
      api.organizations.frame({ org }),
      api.regions.list({ org }),
      api.regions.states(),
    ]),
  )
  const t = await getTranslations('region')
  const writes = mayDo(organization.kind, organization.role, 'region.edit')
  const done = doneWords.find((word) => word === query.done)
  const chosen = states.find((state) => state.id === query.state)
  const offered = chosen ? await api.regions.counties({ query: '', stateId: chosen.id }) : []
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} />
      <Outcome problem={readProblem(query)} done={done && t(`done.${done}`)} />
      {regions.length === 0 ? (
        <EmptyState title={t('emptyTitle')}>
          <p>{t('emptyText')}</p>
        </EmptyState>
      ) : null}
      {regions.map((region) => (
        <RegionSection
          key={region.id}
          org={org}
          region={region}
          writes={writes}
          mayClaim={organization.verification === 'V2'}
        >
          {writes ? (
            <AddCounties
              org={org}
              region={region}
              states={states}
              chosen={query.for === region.id ? (chosen?.id ?? null) : null}
              offered={query.for === region.id ? offered : []}
            />
          ) : null}
        </RegionSection>
      ))}
      {writes ? (
        <section aria-labelledby="new" className="mt-12 max-w-[32rem]">
          <h2 id="new">{t('newTitle')}</h2>
          <form method="post" action={`/o/${org}/region/save`} className="mt-3 grid gap-4">
            <TextField name="name" label={t('name')} minLength={2} maxLength={120} required />
            <div>
              <Button variant={regions.length === 0 ? 'primary' : 'plain'}>{t('create')}</Button>
            </div>
          </form>
        </section>
      ) : null}
    </>
  )
}
