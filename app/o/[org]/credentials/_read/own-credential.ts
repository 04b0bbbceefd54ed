import 'server-only'
import { cache } from 'react'
import { caller } from '@/app/_trpc/caller'
import { orNotFound } from '@/app/(public)/_read/or-not-found'

const read = cache(async (org: string, slug: string) =>
  orNotFound((await caller()).credentials.read({ org, slug })),
)

/** A credential of the organization's own, or the not-found page. */
export async function readOwnCredential(params: Promise<{ org: string; slug: string }>) {
  const { org, slug } = await params
  return read(org, slug)
}
