import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { MapLines } from '@/app/_components/catalogue/map-lines'
import { PageLinks } from '@/app/_components/catalogue/page-links'
import { occupationInSentence } from '@/app/_components/maps/map-words'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { pageOf } from '@/app/(public)/_read/page-of'
import { pageTitle } from '@/app/(public)/_read/page-title'

export const revalidate = 300
export const generateStaticParams = () => []

type Props = { params: Promise<{ code: string; page: string }> }

const read = cache(async (occupation: string, page: number) => {
  const list = await pageData(publicCaller().maps.list({ occupation, page }))
  const title = list.items[0]?.occupation.title
  if (!title) notFound()
  return { list, said: occupationInSentence(title, await getLocale()) }
})

/** The first page is on the occupation's own. */
const addressOf = (code: string, page: number) =>
  page === 1 ? `/occupations/${code}` : `/occupations/${code}/maps/${page}`

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code, page: given } = await params
  const page = pageOf(given)
  const t = await getTranslations('catalogue.occupation')
  const { said } = await read(code, page)
  return {
    title: await pageTitle(t('mapsOf', { occupation: said }), page),
    alternates: { canonical: addressOf(code, page) },
  }
}

/** The maps of an occupation that its own page has no room for. */
export default async function OccupationMapsPage({ params }: Props) {
  const { code, page: given } = await params
  const page = pageOf(given)
  const t = await getTranslations('catalogue.occupation')
  const { list, said } = await read(code, page)
  return (
    <article>
      <PageHeading
        kick={t('kick', { code })}
        title={t('mapsOf', { occupation: said })}
        lede={t('mapsLede')}
      />
      <MapLines lines={list.items} />
      <PageLinks
        {...list}
        page={page}
        shown={list.items.length}
        hrefOf={(to) => addressOf(code, to)}
      />
      <p className="pt-5">
        <Link href={`/occupations/${code}`} prefetch={false} className="link">
          {t('back')}
        </Link>
      </p>
    </article>
  )
}
