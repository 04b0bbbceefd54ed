import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'

const read = cache(async (org: string, slug: string) =>
  pageData((await caller()).frameworks.read({ org, slug })),
)

/** A framework that the organization may read: its own, or one that is published. */
export async function readAnyFramework(params: Promise<{ org: string; slug: string }>) {
  const { org, slug } = await params
  return read(org, slug)
}

/** A framework of the organization's own; another's is the not-found page. */
export async function readOwnFramework(params: Promise<{ org: string; slug: string }>) {
  const { org, slug } = await params
  const framework = await read(org, slug)
  if (framework.owner.slug !== org) notFound()
  return framework
}
