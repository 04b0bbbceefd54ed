import type { Metadata } from 'next'
import { cache } from 'react'
import { publicCaller } from '@/app/_trpc/public-caller'
import { CredentialListPage, listMetadata } from '../_components/credential-list'
import { askedFilter } from '../_read/asked-filter'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const read = cache(async (searchParams: Props['searchParams']) => {
  const filter = askedFilter(await searchParams)
  return { filter, list: await publicCaller().maps.credentials(filter) }
})

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { ...(await listMetadata(await read(searchParams))), robots: { index: false } }
}

/** Published credentials by words, of which there is no end: made for each visitor. */
export default async function FindPage({ searchParams }: Props) {
  return <CredentialListPage {...(await read(searchParams))} />
}
