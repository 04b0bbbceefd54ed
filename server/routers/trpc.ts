import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { z } from 'zod'
import { DomainError, type DomainErrorCode } from '@/server/domain/errors'
import { log } from '@/server/log'
import { requireOperator, requireUser } from '@/server/services/authorize'
import type { Context } from '@/server/services/context'
import { enterOrganization } from '@/server/services/organizations/enter-organization'

/** What a transport gives a procedure: who asks, and the rater's session of this link, if any. */
export type RouterContext = Context & { raterSession?: string }

const codes: Record<DomainErrorCode, TRPCError['code']> = {
  not_found: 'NOT_FOUND',
  forbidden: 'FORBIDDEN',
  conflict: 'CONFLICT',
  invalid: 'BAD_REQUEST',
  limit_reached: 'TOO_MANY_REQUESTS',
  unauthenticated: 'UNAUTHORIZED',
}

const t = initTRPC.context<RouterContext>().create({
  transformer: superjson,
  errorFormatter({ shape, error, ctx }) {
    const cause = error.cause
    return {
      message: error.message,
      code: shape.code,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        requestId: ctx?.requestId ?? null,
        field: cause instanceof DomainError ? (cause.field ?? null) : null,
      },
    }
  },
})

/** The one mapping of errors: a domain error keeps its sentence, anything else only gets an id. */
const tellErrors = t.middleware(async ({ ctx, next, path }) => {
  const result = await next()
  if (result.ok) return result
  const cause = result.error.cause
  if (cause instanceof DomainError) {
    throw new TRPCError({ code: codes[cause.code], message: cause.message, cause })
  }
  if (result.error.code === 'BAD_REQUEST' && cause instanceof z.ZodError) {
    const first = cause.issues[0]
    const field = first?.path.join('.')
    const message = first
      ? `${field ? `${field}: ` : ''}${first.message}`
      : 'The input is not valid.'
    throw new TRPCError({
      code: 'BAD_REQUEST',
      message,
      cause: new DomainError('invalid', message, field ? { field } : {}),
    })
  }
  if (result.error.code !== 'INTERNAL_SERVER_ERROR') throw result.error
  log.error({ requestId: ctx.requestId, path, err: cause ?? result.error }, 'unexpected error')
  throw new TRPCError({
    code: 'INTERNAL_SERVER_ERROR',
    message: `Something went wrong (${ctx.requestId}).`,
  })
})

/** No text column holds the character NUL, and no person types it: the input is not valid, wherever it stands. */
const refuseNul = t.middleware(async ({ getRawInput, next }) => {
  if (holdsNul(await getRawInput())) {
    throw new DomainError('invalid', 'The input holds a character that no text may hold.')
  }
  return next()
})

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return Object.values(value).some(holdsNul)
}

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** Anyone: published things, and a rater's own link. */
export const publicProcedure = t.procedure.use(tellErrors).use(refuseNul)

/** A signed-in person. */
export const userProcedure = publicProcedure.use(({ ctx, next }) =>
  next({ ctx: { ...ctx, user: requireUser(ctx) } }),
)

/** A member of the organization that the input claims to act for; `ctx.org` is proven. */
export const orgProcedure = userProcedure
  .input(z.object({ org: z.string().min(1).max(80) }))
  .use(async ({ ctx, input, next }) =>
    next({ ctx: { ...ctx, org: await enterOrganization(ctx.user, input.org) } }),
  )

/** The operator of this site. */
export const operatorProcedure = userProcedure.use(async ({ ctx, next, path }) =>
  next({ ctx: { ...ctx, operator: await requireOperator(ctx, path) } }),
)
