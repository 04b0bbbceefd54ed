import { TRPCError } from '@trpc/server'
import { notFound } from 'next/navigation'

/** What was read, or the not-found page for an address that names nothing. */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (error instanceof TRPCError && namesNothing(error)) notFound()
    throw error
  }
}

/** A malformed part of an address names nothing, like an unknown one. */
export function namesNothing(error: TRPCError): boolean {
  return error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST'
}
