import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { pageData } from '@/app/_trpc/page-data'
import { publicCaller } from '@/app/_trpc/public-caller'
import { pageOf } from '@/app/(public)/_read/page-of'
import { CredentialListFilter } from '@/server/domain/reading/published-credentials'
import { CredentialListPage, listMetadata } from '../../../../_components/credential-list'

export const revalidate = 300
export const generateStaticParams = () => []

type Props = { params: Promise<{ kind: string; provider: string; page: string }> }

const read = cache(async (kind: string, provider: string, page: string) => {
  const filter = CredentialListFilter.safeParse({
    kind: kind === 'all' ? '' : kind,
    provider: provider === 'all' ? '' : provider,
    page: pageOf(page),
  })
  if (!filter.success || kind === '' || provider === '') notFound()
  const list = await pageData(publicCaller().maps.credentials(filter.data))
  // What is made up is not kept: a provider without a credential, a page after the last.
  if (provider !== 'all' && list.kinds.length === 0) notFound()
  if (filter.data.page > 1 && list.items.length === 0) notFound()
  return { filter: filter.data, list }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind, provider, page } = await params
  return listMetadata(await read(kind, provider, page))
}

/** A page of the list at `/credentials`; see server/http/twins.mjs. */
export default async function BrowsePage({ params }: Props) {
  const { kind, provider, page } = await params
  return <CredentialListPage {...(await read(kind, provider, page))} />
}
