import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { providerWords } from '@/app/_components/credentials/provider-words'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { publicCaller } from '@/app/_trpc/public-caller'
import type { SearchHit } from '@/server/domain/reading/search-view'

type Props = { searchParams: Promise<{ q?: string | string[] }> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('catalogue.search')
  const q = await queryOf(searchParams)
  return { title: q ? t('titleFor', { q }) : t('title'), robots: { index: false } }
}

const kinds = ['credential', 'occupation', 'framework', 'region'] as const

export default async function SearchPage({ searchParams }: Props) {
  const t = await getTranslations('catalogue.search')
  const q = await queryOf(searchParams)
  const results = await publicCaller().search.catalogue({ q })
  return (
    <>
      <PageHeading
        title={q ? t('titleFor', { q }) : t('title')}
        lede={
          results.meant
            ? t.rich('meant', { meant: results.meant, b: (chunks) => <b>{chunks}</b> })
            : q
              ? t('count', { count: results.hits.length })
              : t('hint')
        }
      >
        <search>
          <form action="/search" method="get" className="mt-5 flex max-w-2xl flex-wrap gap-2.5">
            <label htmlFor="page-search" className="sr-only">
              {t('label')}
            </label>
            <input
              id="page-search"
              name="q"
              type="search"
              dir="auto"
              className="control min-w-0 flex-1 basis-64"
              defaultValue={q}
              maxLength={100}
              autoComplete="off"
            />
            <Button variant="primary">{t('action')}</Button>
          </form>
        </search>
      </PageHeading>
      {q && results.hits.length === 0 ? (
        <EmptyState
          title={t('emptyTitle', { q })}
          action={<LinkButton href="/credentials">{t('emptyAction')}</LinkButton>}
        >
          {t('empty')}
        </EmptyState>
      ) : (
        <div className="grid gap-x-14 gap-y-8 md:grid-cols-2">
          {kinds.map((kind) => (
            <Hits key={kind} kind={kind} hits={results.hits.filter((hit) => hit.kind === kind)} />
          ))}
        </div>
      )}
    </>
  )
}

async function Hits({ kind, hits }: { kind: (typeof kinds)[number]; hits: SearchHit[] }) {
  const t = await getTranslations('catalogue.search')
  if (hits.length === 0) return null
  return (
    <section aria-labelledby={`${kind}-title`} className="min-w-0">
      <h2 id={`${kind}-title`} className="border-b-2 border-ink pb-2">
        {t(kind)}
      </h2>
      <ul>
        {hits.map((hit) => (
          <li key={`${addressOf(hit)} ${hit.title}`} className="border-b border-line">
            <Link href={addressOf(hit)} prefetch={false} className="quiet-link block py-2.5">
              <span className="font-semibold">
                <Said>{hit.title}</Said>
              </span>
              <Beside hit={hit} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function Beside({ hit }: { hit: SearchHit }) {
  const t = await getTranslations('catalogue.search')
  const kindOf = await getTranslations('maps.kinds')
  const named = await providerWords()
  const text =
    hit.kind === 'credential'
      ? `${kindOf(hit.credentialKind)} · ${named(hit.provider)}`
      : hit.kind === 'occupation'
        ? hit.code
        : hit.kind === 'framework'
          ? hit.publisher
          : hit.within
            ? t('within', { kind: t(`regionKind.${hit.regionKind}`), within: hit.within })
            : t(`regionKind.${hit.regionKind}`)
  return <span className="block text-sm text-muted">{text}</span>
}

function addressOf(hit: SearchHit): string {
  if (hit.kind === 'credential') return `/credentials/${hit.slug}`
  if (hit.kind === 'occupation') return `/occupations/${hit.code}`
  if (hit.kind === 'framework') return `/frameworks/${hit.slug}`
  return `/summaries/${hit.slug}/all`
}

async function queryOf(searchParams: Props['searchParams']): Promise<string> {
  const { q } = await searchParams
  return (Array.isArray(q) ? (q[0] ?? '') : (q ?? '')).trim().slice(0, 100)
}
