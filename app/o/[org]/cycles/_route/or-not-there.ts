import { TRPCError } from '@trpc/server'
import { notFound } from 'next/navigation'

/** A foreign or mistyped cycle reads like a missing page. */
export async function orNotThere<T>(read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (error instanceof TRPCError && ['NOT_FOUND', 'BAD_REQUEST'].includes(error.code)) notFound()
    throw error
  }
}
