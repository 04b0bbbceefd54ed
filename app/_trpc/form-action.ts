import 'server-only'
import type { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { fieldOf } from '@/server/routers/tell-error'
import { type Act, type Form, formPost, multipart, toSignIn } from './form-post'
import { problemQuery } from './form-problem'
import { routeCaller } from './route-caller'

type Options = {
  /** The fields whose text comes back with a refusal (`was.<name>`), so that nobody types it twice; of all those that hold any. */
  keep?: readonly string[] | 'all'
  /** How many bytes the file may have that the form sends. */
  file?: number
  /** Where a refusal leads when the page has its own words for it. */
  refused?: (error: TRPCError, form: Form) => string
}

/**
 * Does what a form asked for in the name of who is signed in and sends the browser on: to the page that `act` names, or back
 * to `back` with the refusal's sentence and field, sealed, in the address (`readProblem`).
 * Someone signed out goes to the sign-in page.
 */
export function formAction(
  request: NextRequest,
  back: string,
  act: Act<Awaited<ReturnType<typeof routeCaller>>>,
  { keep = [], file, refused = backWith(back, keep) }: Options = {},
): Promise<Response> {
  const frame = {
    takes: file === undefined ? {} : { types: [multipart], limit: file + 10_000 },
    personAt: back,
    actor: () => routeCaller(request),
    refused: (error: TRPCError, form: Form) =>
      error.code === 'UNAUTHORIZED' ? toSignIn(back) : refused(error, form),
  }
  return formPost(request, frame, act)
}

/** The page of the form, with the sentence that refuses it. */
function backWith(back: string, keep: readonly string[] | 'all') {
  return (error: TRPCError, { field, pairs }: Form): string => {
    const [path = '', query = ''] = back.split('?')
    const filled = pairs.flatMap(([name, value]) => (value === '' ? [] : [name]))
    const typed = (keep === 'all' ? filled : keep).map((name) => [
      `was.${name}`,
      field(name).slice(0, 300),
    ])
    const problem = problemQuery({ message: error.message, field: fieldOf(error) })
    const all = [...new URLSearchParams(query), ...typed, ...Object.entries(problem)]
    return `${path}?${new URLSearchParams(all)}`
  }
}
