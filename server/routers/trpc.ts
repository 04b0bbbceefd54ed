import { initTRPC } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import superjson from 'superjson'
import { z } from 'zod'
import { DomainError } from '@/server/domain/errors'
import { requireOperator, requireUser } from '@/server/services/authorize'
import type { Context } from '@/server/services/context'
import { enterOrganization } from '@/server/services/organizations/enter-organization'
import { readInput } from './read-input'
import { fieldOf, tellError } from './tell-error'
import { watchVerb } from './watch-verb'

/** What a transport gives a procedure: who asks, and the rater's session of this link, if any. */
export type RouterContext = Context & { raterSession?: string }

const t = initTRPC.context<RouterContext>().create({
  transformer: {
    input: { serialize: superjson.serialize, deserialize: readInput },
    output: superjson,
  },
  // The last thing before a browser: it sees also what failed before or after a procedure.
  errorFormatter({ shape, error, ctx }) {
    const told = tellError(error, { requestId: ctx?.requestId, path: shape.data.path })
    return {
      message: told.message,
      code: TRPC_ERROR_CODES_BY_KEY[told.code],
      data: {
        code: told.code,
        httpStatus: getHTTPStatusCodeFromError(told),
        path: shape.data.path,
        requestId: ctx?.requestId ?? null,
        field: fieldOf(told),
      },
    }
  },
})

/** For callers inside the server, who see no formatted error. */
const tellErrors = t.middleware(async ({ ctx, next, path }) => {
  const result = await next()
  if (result.ok) return result
  throw tellError(result.error, { requestId: ctx.requestId, path })
})

/** No text column holds the character NUL, and no person types it: the input is not valid, wherever it stands. */
const refuseNul = t.middleware(async ({ getRawInput, next }) => {
  if (holdsNul(await getRawInput())) {
    throw new DomainError('invalid', 'input.holdsNul')
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

/** Times every verb, under its name in the router. */
const watch = t.middleware(({ path, next }) => watchVerb(path, next))

/** Anyone: published things, and a rater's own link. */
export const publicProcedure = t.procedure.use(watch).use(tellErrors).use(refuseNul)

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
