import type { Metadata } from 'next'
import { publicCaller } from '@/app/_trpc/public-caller'
import { CredentialListPage, listMetadata } from '../_components/credential-list'
import { askedFilter } from '../_read/asked-filter'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { ...(await listMetadata()), robots: { index: false } }
}

/** Published credentials by words, of which there is no end: made for each visitor. */
export default async function FindPage({ searchParams }: Props) {
  const filter = askedFilter(await searchParams)
  return <CredentialListPage filter={filter} list={await publicCaller().maps.credentials(filter)} />
}
