import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { MapLines } from '@/app/_components/catalogue/map-lines'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { publicCaller } from '@/app/_trpc/public-caller'
import type { MapLine } from '@/server/domain/reading/map-list'
import { MapSample } from './_components/map-sample'

export const revalidate = 300
export const generateStaticParams = () => []

const SHOWN = 8

type Props = { params: Promise<{ view: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { alternates: { canonical: '/' } }
}

/** The page at `/`; see server/http/twins.mjs. */
export default async function HomePage({ params }: Props) {
  if ((await params).view !== 'all') notFound()
  const t = await getTranslations('catalogue.home')
  const api = publicCaller()
  const [newest, scopes] = await Promise.all([
    api.maps.newest({ shown: SHOWN }),
    api.summaries.scopes(),
  ])
  const sample = newest.sample ? await api.maps.read(newest.sample) : null
  return (
    <>
      <div className="grid gap-x-14 gap-y-10 pt-10 pb-12 md:pt-14 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        <div>
          <h1 className="max-w-[22ch]">{t('title')}</h1>
          <p className="lede mt-4">{t('lede')}</p>
          <search>
            <form action="/search" method="get" className="mt-7 flex max-w-2xl flex-wrap gap-2.5">
              <label htmlFor="home-search" className="sr-only">
                {t('searchLabel')}
              </label>
              <input
                id="home-search"
                name="q"
                type="search"
                dir="auto"
                className="control min-w-0 flex-1 basis-64 text-lg"
                placeholder={t('searchLabel')}
                maxLength={100}
                autoComplete="off"
              />
              <Button variant="primary">{t('search')}</Button>
            </form>
          </search>
          <Tries maps={newest.lines} />
        </div>
        {sample ? <MapSample map={sample} /> : null}
      </div>
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]">
        <section aria-labelledby="maps-title" className="min-w-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b-2 border-ink pb-2">
            <h2 id="maps-title">{t('mapsTitle')}</h2>
            <Link href="/credentials" prefetch={false} className="link">
              {t('all')}
            </Link>
          </div>
          {newest.lines.length > 0 ? (
            <MapLines lines={newest.lines} />
          ) : (
            <EmptyState
              title={t('mapsEmptyTitle')}
              action={<LinkButton href="/credentials">{t('mapsEmptyAction')}</LinkButton>}
            >
              {t('mapsEmpty')}
            </EmptyState>
          )}
        </section>
        <div className="min-w-0">
          <SummaryLinks scopes={scopes} />
          <section aria-labelledby="how-title" className="mt-10">
            <h2 id="how-title" className="border-b-2 border-ink pb-2">
              {t('howTitle')}
            </h2>
            {(['how1', 'how2', 'how3'] as const).map((key) => (
              <p key={key} className="border-b border-line py-3">
                {t.rich(key, { b: (chunks) => <b>{chunks}</b> })}
              </p>
            ))}
            <p className="py-3">
              <Link href="/method" prefetch={false} className="link">
                {t('method')}
              </Link>
            </p>
          </section>
        </div>
      </div>
    </>
  )
}

async function Tries({ maps }: { maps: MapLine[] }) {
  const t = await getTranslations('catalogue.home')
  const titles = [...new Set(maps.map((line) => line.occupation.title))].slice(0, 3)
  if (titles.length === 0) return null
  return (
    <p className="mt-3 flex flex-wrap gap-x-4 text-muted">
      {t('tries')}
      {titles.map((title) => (
        <Link
          key={title}
          href={`/search?q=${encodeURIComponent(title)}`}
          prefetch={false}
          className="link"
        >
          {title}
        </Link>
      ))}
    </p>
  )
}

async function SummaryLinks({
  scopes,
}: {
  scopes: { regions: { slug: string; name: string }[]; sectors: string[] }
}) {
  const t = await getTranslations('catalogue.home')
  const sectors = await getTranslations('sectors')
  const links = [
    { href: '/summaries/all/all', label: t('everywhere') },
    ...scopes.regions.map(({ slug, name }) => ({ href: `/summaries/${slug}/all`, label: name })),
    ...scopes.sectors.map((sector) => ({
      href: `/summaries/all/${sector}`,
      label: sectors(sector),
    })),
  ]
  return (
    <section aria-labelledby="summaries-title">
      <h2 id="summaries-title" className="border-b-2 border-ink pb-2">
        {t('summariesTitle')}
      </h2>
      <p className="pt-3 text-muted">{t('summariesText')}</p>
      <ul>
        {links.map((link) => (
          <li key={link.href} className="border-b border-line">
            <Link
              href={link.href}
              prefetch={false}
              className="quiet-link flex min-h-11 items-center"
            >
              {link.label}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
