import { randomUUID } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { DomainError, type DomainErrorCode, type RefusalValues } from '@/server/domain/errors'
import { log } from '@/server/log'
import { sayRefusal } from '@/server/words/say-refusal'
import { sayIssue } from './say-issue'

const codes: Record<DomainErrorCode, TRPCError['code']> = {
  not_found: 'NOT_FOUND',
  forbidden: 'FORBIDDEN',
  conflict: 'CONFLICT',
  invalid: 'BAD_REQUEST',
  limit_reached: 'TOO_MANY_REQUESTS',
  unauthenticated: 'UNAUTHORIZED',
  unavailable: 'SERVICE_UNAVAILABLE',
}

type Where = { requestId?: string | undefined; path?: string | undefined }

const told = new WeakMap<object, TRPCError>()

/**
 * The one mapping of errors to what a browser may hear: a domain error keeps its sentence, and so does what the
 * transport itself refuses; anything else only gets an id, under which the log has the rest. Told twice, it is the same.
 */
export function tellError(thrown: unknown, where: Where = {}): TRPCError {
  const before = typeof thrown === 'object' && thrown !== null ? told.get(thrown) : undefined
  if (before) return before
  const error = asTold(thrown, where)
  told.set(error, error)
  if (typeof thrown === 'object' && thrown !== null) told.set(thrown, error)
  return error
}

/** What a refusal says beside its own words. */
export function valuesOf({ cause }: TRPCError): RefusalValues {
  return cause instanceof DomainError ? cause.values : {}
}

/** The input that a refusal is about, if it names one. */
export function fieldOf({ cause }: TRPCError): string | null {
  return cause instanceof DomainError ? (cause.field ?? null) : null
}

function asTold(thrown: unknown, where: Where): TRPCError {
  const outer = thrown instanceof TRPCError ? thrown : undefined
  const cause: unknown = outer ? outer.cause : thrown
  if (cause instanceof DomainError) return ofDomain(cause, where)
  if (outer?.code === 'BAD_REQUEST' && cause instanceof z.ZodError) return ofInput(cause)
  if (!outer || outer.code === 'INTERNAL_SERVER_ERROR') return unforeseen(cause ?? outer, where)
  // What a library threw on the way may quote anything.
  if (cause) {
    const message = sayRefusal({ key: 'input.requestUnreadable' })
    return new TRPCError({ code: outer.code, message })
  }
  return outer
}

function ofDomain(cause: DomainError, where: Where): TRPCError {
  const error = new TRPCError({ code: codes[cause.code], message: sayRefusal(cause), cause })
  if (cause.code !== 'unavailable') return error
  log.warn({ ...where, err: cause.cause }, 'the database is out of reach')
  // A page in the browser hears nothing of an error but this.
  return Object.assign(error, { digest: 'unavailable' })
}

function ofInput({ issues: [first] }: z.ZodError): TRPCError {
  const field = first?.path.join('.')
  const cause = new DomainError('invalid', 'input.invalid', field ? { field } : {})
  const message = first ? sayIssue(first) : sayRefusal(cause)
  return new TRPCError({ code: 'BAD_REQUEST', message, cause })
}

function unforeseen(cause: unknown, { requestId = randomUUID(), path }: Where): TRPCError {
  log.error({ requestId, path, err: cause }, 'unexpected error')
  const message = sayRefusal({ key: 'site.wentWrong', values: { id: requestId } })
  return Object.assign(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message }), {
    digest: requestId,
  })
}
