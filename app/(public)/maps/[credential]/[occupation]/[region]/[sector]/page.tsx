import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { providerWords } from '@/app/_components/credentials/provider-words'
import { MapReport } from '@/app/_components/maps/map-report'
import { occupationInSentence } from '@/app/_components/maps/map-words'
import { socialCard } from '@/app/_i18n/social-card'
import { readPublicMap } from './read-public-map'

export const revalidate = 300
export const generateStaticParams = () => []

type Props = {
  params: Promise<{ credential: string; occupation: string; region: string; sector: string }>
}

const read = cache(readPublicMap)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { credential, occupation, region, sector } = await params
  const t = await getTranslations('maps')
  const map = await read(credential, occupation, region, sector)
  const said = {
    credential: map.credential.name,
    provider: (await providerWords())(map.credential.provider),
    occupation: occupationInSentence(map.occupation.title, await getLocale()),
  }
  const title = t('metaTitle', said)
  const description = t('metaDescription', said)
  return {
    title,
    description,
    alternates: { canonical: `/maps/${credential}/${occupation}/${region}/${sector}` },
    openGraph: await socialCard({ title, description }),
  }
}

export default async function MapPage({ params }: Props) {
  const { credential, occupation, region, sector } = await params
  const map = await read(credential, occupation, region, sector)
  const path = `/maps/${credential}/${occupation}/${region}/${sector}`
  return (
    <MapReport
      map={map}
      filter={{ action: '/maps/filter', hidden: { credential, occupation } }}
      downloads={{ csv: `${path}/map.csv`, xlsx: `${path}/map.xlsx`, json: `${path}/map.json` }}
      workedHref={(competency) => `${path}/${competency}`}
    />
  )
}
