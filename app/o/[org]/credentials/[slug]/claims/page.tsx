import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { SearchForm } from '@/app/_components/ui/search-form'
import { caller } from '@/app/_trpc/caller'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import { holdsSearch, saysEnough, searchFor } from '@/server/domain/unspaced'
import { readOwnCredential } from '../../_read/own-credential'

type Props = {
  params: Promise<{ org: string; slug: string }>
  searchParams: Promise<{ q?: string | string[] }>
}

type Line = { slug: string; name: string; said: string }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claims'))('title') }
}

/** Which framework to claim from: those the credential claims from, the organization's own, or one that is found by words. */
export default async function ClaimsPage({ params, searchParams }: Props) {
  const { org, slug } = await params
  const { q } = await searchParams
  const query = typeof q === 'string' ? q.trim().slice(0, 120) : ''
  if (!(await readerMayDo(org, 'credential.edit'))) notFound()
  const credential = await readOwnCredential(params)
  const { own, published } = await pageData((await caller()).frameworks.list({ org }))
  const t = await getTranslations('claims')
  const claimed = claimedFrom(credential.claims)
  const others = own.filter((framework) => !claimed.has(framework.slug))
  const here = `/o/${org}/credentials/${slug}/claims`
  const isEmpty = own.length === 0 && claimed.size === 0
  const bring = (
    <div className="flex flex-wrap gap-2.5">
      <LinkButton href={`/o/${org}/frameworks/imports/new`} variant={isEmpty ? 'primary' : 'plain'}>
        {t('import')}
      </LinkButton>
      <LinkButton href={`/o/${org}/frameworks/new`}>{t('new')}</LinkButton>
    </div>
  )
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: `/o/${org}/credentials`, label: t('credentials') },
          { href: `/o/${org}/credentials/${slug}`, label: credential.name },
          { label: t('title') },
        ]}
      />
      <PageHeading title={t('title')} lede={t('lede', { credential: credential.name })} />
      <Lines
        here={here}
        title={t('claimed')}
        lines={[...claimed].map(([each, { name, count }]) => ({
          slug: each,
          name,
          said: t('claimedCount', { count }),
        }))}
      />
      {isEmpty ? (
        <div className="mb-9">
          <EmptyState title={t('none.title')} action={bring}>
            {t('none.text')}
          </EmptyState>
        </div>
      ) : (
        <Lines
          here={here}
          title={t('own')}
          lines={others.map(({ slug: each, name, competencies: count }) => ({
            slug: each,
            name,
            said: t('count', { count }),
          }))}
        />
      )}
      <section aria-labelledby="find" className="mb-9">
        <h2 id="find" className="mb-3">
          {t('find.title')}
        </h2>
        <SearchForm
          query={query}
          words={{ label: t('find.label'), submit: t('find.submit') }}
          className="mb-4"
        />
        {saysEnough(query) ? <Found {...{ org, here, query, published }} /> : null}
      </section>
      {isEmpty ? null : bring}
    </>
  )
}

type Published = { slug: string; name: string; competencies: number; owner: { name: string } }

/** Published frameworks whose name holds the words, then those with a competency that does. */
async function Found({
  org,
  here,
  query,
  published,
}: {
  org: string
  here: string
  query: string
  published: Published[]
}) {
  const t = await getTranslations('claims')
  const search = searchFor(query)
  const hits = await (await caller()).frameworks.search({ org, search: { query } })
  const within = new Set(hits.map(({ framework }) => framework.slug))
  const named = published.filter(({ name }) => holdsSearch(name, search))
  const holding = published.filter((each) => within.has(each.slug) && !named.includes(each))
  const lines = [...named, ...holding].slice(0, mostFound).map((each) => ({
    slug: each.slug,
    name: each.name,
    said: `${t('count', { count: each.competencies })} · ${t('find.heldBy', { name: each.owner.name })}`,
  }))
  if (lines.length === 0) return <p className="text-muted">{t('find.nothing')}</p>
  return <Lines here={here} lines={lines} />
}

/** Who sees more than these adds another word. */
const mostFound = 50

function Lines({ here, title, lines }: { here: string; title?: string; lines: Line[] }) {
  if (lines.length === 0) return null
  return (
    <section className="mb-9">
      {title ? <h2 className="mb-2">{title}</h2> : null}
      <ul className="rows">
        {lines.map(({ slug, name, said }) => (
          <li key={slug}>
            <Link href={`${here}/${slug}`} prefetch={false} className="link font-semibold">
              <Said>{name}</Said>
            </Link>
            <span className="block text-sm text-muted">{said}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function claimedFrom(
  claims: readonly { competency: { id: string; framework: { slug: string; name: string } } }[],
) {
  const frameworks = new Map<string, { name: string; ids: Set<string> }>()
  for (const { competency } of claims) {
    const { slug, name } = competency.framework
    const found = frameworks.get(slug) ?? { name, ids: new Set() }
    found.ids.add(competency.id)
    frameworks.set(slug, found)
  }
  return new Map(
    [...frameworks].map(([slug, { name, ids }]) => [slug, { name, count: ids.size }] as const),
  )
}
