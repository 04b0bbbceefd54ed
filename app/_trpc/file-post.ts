import 'server-only'
import type { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { NextRequest } from 'next/server'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { fieldOf, tellError } from '@/server/routers/tell-error'
import { sayRefusal } from '@/server/words/say-refusal'
import { multipart } from './form-post'
import { isSignedIn } from './is-signed-in'
import { routeCaller } from './route-caller'
import { refuseForeign } from './same-origin'
import { isTrouble, retryAfter } from './trouble'

/** The file and the parts of the form around it. */
const bodyLimit = frameworkLimits.bytes + 10_000

const statuses: Record<string, number> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
}

type Caller = Awaited<ReturnType<typeof routeCaller>>
type Posted = { fileName: string; bytes: Uint8Array<ArrayBuffer> }

/** Takes the file that a page sends, and answers with what became of it or with the sentence that refuses it. */
export async function filePost(
  request: NextRequest,
  take: (api: Caller, file: Posted) => Promise<Response>,
): Promise<Response> {
  const refusal = refuseForeign(request, { types: [multipart], limit: bodyLimit })
  if (refusal) return refusal
  try {
    if (!(await isSignedIn(request))) {
      return Response.json({ message: sayRefusal({ key: 'site.notSignedIn' }) }, { status: 401 })
    }
    const form = await request.formData().catch(() => null)
    const file = form?.get('file')
    if (!(file instanceof File)) return Response.json({ message: null }, { status: 400 })
    const api = await routeCaller(request)
    const bytes = new Uint8Array(await file.arrayBuffer())
    return await take(api, { fileName: file.name, bytes })
  } catch (thrown) {
    const error = tellError(thrown)
    const status = statusOf(error)
    const headers = status === 413 ? {} : retryAfter(error.code)
    return Response.json({ message: error.message }, { status, headers })
  }
}

/** A limit is about the file, which will not do at any time, or about how often and when. */
function statusOf(error: TRPCError): number {
  if (error.code === 'TOO_MANY_REQUESTS') {
    return fieldOf(error) === 'file' ? 413 : 429
  }
  return isTrouble(error) ? getHTTPStatusCodeFromError(error) : (statuses[error.code] ?? 422)
}
