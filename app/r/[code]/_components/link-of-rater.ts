import { TRPCError } from '@trpc/server'
import { notFound, redirect } from 'next/navigation'
import { isTrouble } from '@/app/_trpc/trouble'

/** Runs a read of a rater's page; what the link cannot do is explained by its first page. */
export async function orFirstPage<T>(code: string, read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error
    if (error.code === 'NOT_FOUND') notFound()
    if (isTrouble(error)) throw error
    redirect(`/r/${encodeURIComponent(code)}`)
  }
}
