import 'server-only'
import { cache } from 'react'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'

const read = cache(async (org: string, slug: string) =>
  pageData((await caller()).credentials.read({ org, slug })),
)

/** A credential of the organization's own, or the not-found page. */
export async function readOwnCredential(params: Promise<{ org: string; slug: string }>) {
  const { org, slug } = await params
  return read(org, slug)
}
