import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { PageLinks } from '@/app/_components/catalogue/page-links'
import { providerWords } from '@/app/_components/credentials/provider-words'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { SelectField, TextField } from '@/app/_components/ui/field'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { pageTitle } from '@/app/(public)/_read/page-title'
import type {
  CredentialList,
  CredentialListFilter,
} from '@/server/domain/reading/published-credentials'
import { listAddress } from '../_read/asked-filter'

type Listed = { filter: CredentialListFilter; list: CredentialList }

export async function listMetadata({ filter, list }: Listed): Promise<Metadata> {
  const t = await getTranslations('catalogue.credentials')
  const kindOf = await getTranslations('maps.kinds')
  const provider = list.providers.find(({ slug }) => slug === filter.provider)
  const filters = [filter.q, filter.kind && kindOf(filter.kind), provider?.name]
    .filter(Boolean)
    .join(', ')
  const title = t('title')
  return {
    title: await pageTitle(filters ? t('filtered', { title, filters }) : title, filter.page),
    description: t('description'),
    alternates: { canonical: listAddress(filter, filter.page) },
  }
}

export async function CredentialListPage({ filter, list }: Listed) {
  const t = await getTranslations('catalogue.credentials')
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} />
      <FilterForm filter={filter} list={list} />
      <p className="pt-5 pb-2 text-muted" role="status">
        {t('count', { count: list.total })}
      </p>
      {list.items.length > 0 ? (
        <ul className="rows">
          {list.items.map((item) => (
            <CredentialItem key={item.slug} item={item} />
          ))}
        </ul>
      ) : (
        <NothingHere filter={filter} list={list} />
      )}
      <PageLinks
        {...list}
        page={filter.page}
        shown={list.items.length}
        hrefOf={(page) => listAddress(filter, page)}
      />
    </>
  )
}

async function NothingHere({ filter, list }: Listed) {
  const t = await getTranslations('catalogue.credentials')
  return list.total > 0 ? (
    <EmptyState
      title={t('pastTitle', { page: String(filter.page) })}
      action={<LinkButton href={listAddress(filter, 1)}>{t('pastAction')}</LinkButton>}
    >
      {t('past')}
    </EmptyState>
  ) : (
    <EmptyState
      title={t('emptyTitle')}
      action={<LinkButton href="/credentials">{t('emptyAction')}</LinkButton>}
    >
      {t('empty')}
    </EmptyState>
  )
}

async function FilterForm({ filter, list }: Listed) {
  const t = await getTranslations('catalogue.credentials')
  const kindOf = await getTranslations('maps.kinds')
  return (
    <search>
      <form
        action="/credentials/filter"
        method="get"
        className="grid items-end gap-3 border-y border-line py-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1.5fr_auto]"
      >
        <TextField name="q" type="search" label={t('q')} defaultValue={filter.q} maxLength={100} />
        <SelectField
          name="kind"
          label={t('kind')}
          defaultValue={filter.kind}
          options={[
            { value: '', label: t('anyKind') },
            ...list.kinds.map(({ kind, count }) => ({
              value: kind,
              label: t('option', { name: kindOf(kind), count }),
            })),
          ]}
        />
        <SelectField
          name="provider"
          label={t('provider')}
          hint={
            list.moreProviders ? t('moreProviders', { count: list.providers.length }) : undefined
          }
          defaultValue={filter.provider}
          options={[
            { value: '', label: t('anyProvider') },
            ...list.providers.map(({ slug, name, count }) => ({
              value: slug,
              label: t('option', { name, count }),
            })),
          ]}
        />
        <Button>{t('apply')}</Button>
      </form>
    </search>
  )
}

async function CredentialItem({ item }: { item: CredentialList['items'][number] }) {
  const t = await getTranslations('catalogue.credentials')
  const kindOf = await getTranslations('maps.kinds')
  const words = await getTranslations('catalogue.maps')
  const named = await providerWords()
  const employers = Math.max(0, ...item.maps.map((line) => line.employers))
  const looksShort = item.maps.reduce((sum, line) => sum + (line.words.looks_short ?? 0), 0)
  const act = item.maps.reduce((sum, line) => sum + (line.words.act ?? 0), 0)
  return (
    <li>
      <Link
        href={`/credentials/${item.slug}`}
        prefetch={false}
        className="quiet-link text-lg font-semibold"
      >
        <Said>{item.name}</Said>
      </Link>
      <p className="text-muted">
        {[kindOf(item.kind), named(item.provider), item.lengthText, item.costText]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="text-sm">
        {t('competencies', { count: item.competencies })} ·{' '}
        {employers > 0 ? t('rated', { count: employers }) : t('notRated')}
        {act > 0 ? (
          <>
            {' · '}
            <span className="state state-act">{words('act', { count: act })}</span>
          </>
        ) : null}
        {looksShort > 0 ? ` · ${words('looksShort', { count: looksShort })}` : null}
      </p>
    </li>
  )
}
