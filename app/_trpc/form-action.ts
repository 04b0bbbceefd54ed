import 'server-only'
import type { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { fieldOf } from '@/server/routers/tell-error'
import { type Act, type Form, formPost, multipart, toSignIn, urlEncoded } from './form-post'
import { problemQuery } from './form-problem'
import { routeCaller } from './route-caller'
import { againPage } from './trouble'

type Options = {
  /** The fields whose text comes back with a refusal (`was.<name>`), so that nobody types it twice; of all those that hold any. */
  keep?: readonly string[] | 'all'
  /** Where on its page the form stands, when there are several: the id of a part of it. */
  at?: (form: Form) => string
  /** How many bytes the file may have that the form sends. */
  file?: number
  /** Where a refusal leads when the page has its own words for it. */
  refused?: (error: TRPCError, form: Form) => string
}

/**
 * Does what a form asked for in the name of who is signed in and sends the browser on: to the page that `act` names, or back
 * to `back` with the refusal's sentence and field, sealed, in the address (`readProblem`). Text that no address carries comes
 * back on a page of its own.
 * Someone signed out goes to the sign-in page.
 */
export function formAction(
  request: NextRequest,
  back: string,
  act: Act<Awaited<ReturnType<typeof routeCaller>>>,
  { keep = [], at, file, refused }: Options = {},
): Promise<Response> {
  const again = backWith(request, back, {
    ...{ keep, at },
    enctype: file === undefined ? urlEncoded : multipart,
  })
  const frame = {
    takes: file === undefined ? {} : { types: [multipart], limit: file + 10_000 },
    personAt: back,
    actor: () => routeCaller(request),
    refused: (error: TRPCError, form: Form) =>
      error.code === 'UNAUTHORIZED' ? toSignIn(back) : (refused ?? again)(error, form),
  }
  return formPost(request, frame, act)
}

/** An answer's headers fit 4 kB in what commonly stands in front; the others need some of it. */
export const longestAddress = 3_200

/** What a field of one line may hold. */
const longestLine = 300

/** The page of the form, with the sentence that refuses it and what was typed. */
function backWith(
  request: NextRequest,
  back: string,
  {
    keep,
    at,
    enctype,
  }: Pick<Required<Options>, 'keep'> & Pick<Options, 'at'> & { enctype: string },
) {
  return (error: TRPCError, form: Form): string | Response => {
    const { field, pairs } = form
    const [path = '', query = ''] = back.split('?')
    const filled = pairs.flatMap(([name, value]) => (value === '' ? [] : [name]))
    const typed = (keep === 'all' ? filled : keep).map((name) => [name, field(name)] as const)
    const problem = problemQuery({ message: error.message, field: fieldOf(error) })
    const kept = typed.map(([name, value]) => [`was.${name}`, value])
    const all = [...new URLSearchParams(query), ...kept, ...Object.entries(problem)]
    const address = `${path}?${new URLSearchParams(all)}${at ? `#${at(form)}` : ''}`
    const texts = typed.flatMap(([name, value]) => (value.length > longestLine ? [name] : []))
    if (texts.length === 0 || address.length <= longestAddress) return address
    const { pathname, search } = request.nextUrl
    return againPage(error, { action: `${pathname}${search}`, enctype, pairs, texts })
  }
}
