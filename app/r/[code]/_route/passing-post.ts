import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import type { Act, Field } from '@/app/_trpc/form-post'
import { problemQuery } from '@/app/_trpc/form-problem'
import { fieldOf, tellError } from '@/server/routers/tell-error'
import { type Rater, type RaterParams, raterPost } from './rater-post'

/** A press on the page that passes an invitation on, which says what it refuses; what a link cannot do its first page says. */
export function passingPost(request: NextRequest, params: RaterParams, act: Act<Rater>) {
  return raterPost(request, params, async (rater, field, form) => {
    try {
      return await act(rater, field, form)
    } catch (thrown) {
      if (!(thrown instanceof TRPCError) || !saidThere.has(thrown.code)) throw thrown
      return `/r/${rater.code}/pass-on?${refusedQuery(tellError(thrown), field)}`
    }
  })
}

const saidThere = new Set(['BAD_REQUEST', 'CONFLICT', 'TOO_MANY_REQUESTS'])

function refusedQuery(error: TRPCError, field: Field): URLSearchParams {
  const problem = problemQuery({ message: error.message, field: fieldOf(error) })
  return new URLSearchParams({ 'was.email': field('email').slice(0, 254), ...problem })
}
