import 'server-only'
import { TRPCError } from '@trpc/server'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'

/**
 * Reads for a page, whoever reads it: someone signed out goes to the sign-in page and comes back here, and what is
 * not there for this person is a page that does not exist.
 */
export async function pageData<T>(read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'UNAUTHORIZED') {
      const path = (await headers()).get('x-path') ?? '/o'
      redirect(`/sign-in?next=${encodeURIComponent(path)}`)
    }
    if (namesNothing(error)) notFound()
    throw error
  }
}

/** Whether nothing is there for who asks: missing, of another kind, not allowed, or a malformed part of an address. */
export function namesNothing(error: unknown): boolean {
  return (
    error instanceof TRPCError && ['NOT_FOUND', 'FORBIDDEN', 'BAD_REQUEST'].includes(error.code)
  )
}
