import 'server-only'
import { TRPCError } from '@trpc/server'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'

/**
 * Reads for a page: someone signed out goes to the sign-in page and comes back here, and what is
 * not there for this person (missing, of another kind, not allowed) is a page that does not exist.
 */
export async function pageData<T>(read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error
    if (error.code === 'UNAUTHORIZED') {
      const path = (await headers()).get('x-path') ?? '/o'
      redirect(`/sign-in?next=${encodeURIComponent(path)}`)
    }
    if (['NOT_FOUND', 'FORBIDDEN', 'BAD_REQUEST'].includes(error.code)) notFound()
    throw error
  }
}
