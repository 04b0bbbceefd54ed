import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { MapLines } from '@/app/_components/catalogue/map-lines'
import { PageLinks } from '@/app/_components/catalogue/page-links'
import { occupationInSentence } from '@/app/_components/maps/map-words'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { socialCard } from '@/app/_i18n/social-card'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { OccupationInput } from '@/server/domain/reading/occupation-view'
import { Demand } from './_components/demand'

export const revalidate = 300
export const generateStaticParams = () => []

type Props = { params: Promise<{ code: string }> }

const readOccupation = cache(async (code: string) => {
  const input = OccupationInput.safeParse({ code })
  if (!input.success) notFound()
  return pageData(publicCaller().maps.occupation(input.data))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('catalogue.occupation')
  const { code, title } = await readOccupation((await params).code)
  const description = t('description', {
    occupation: occupationInSentence(title, await getLocale()),
  })
  return {
    title,
    description,
    alternates: { canonical: `/occupations/${code}` },
    openGraph: await socialCard({ title, description }),
  }
}

export default async function OccupationPage({ params }: Props) {
  const t = await getTranslations('catalogue.occupation')
  const occupation = await readOccupation((await params).code)
  return (
    <article>
      <PageHeading
        kick={t('kick', { code: occupation.code })}
        title={occupation.title}
        lede={
          occupation.alternateTitles.length > 0
            ? t('also', { titles: occupation.alternateTitles.join(', ') })
            : undefined
        }
      />
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-2">
        <section aria-labelledby="demand-title" className="min-w-0">
          <h2 id="demand-title">{t('demandTitle')}</h2>
          {occupation.demand.length > 0 ? (
            <Demand occupation={occupation} />
          ) : (
            <div className="mt-3">
              <EmptyState title={t('demandEmptyTitle')}>{t('demandEmpty')}</EmptyState>
            </div>
          )}
        </section>
        <section aria-labelledby="maps-title" className="min-w-0">
          <h2 id="maps-title" className="mb-2">
            {t('mapsTitle')}
          </h2>
          {occupation.maps.items.length > 0 ? (
            <>
              <MapLines lines={occupation.maps.items} />
              <PageLinks
                {...occupation.maps}
                page={1}
                shown={occupation.maps.items.length}
                hrefOf={(page) => `/occupations/${occupation.code}/maps/${page}`}
              />
            </>
          ) : (
            <p className="border-t-2 border-ink pt-3 text-muted">{t('mapsEmpty')}</p>
          )}
        </section>
      </div>
    </article>
  )
}
