import type { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { NextRequest } from 'next/server'
import { multipart } from '@/app/_trpc/form-post'
import { isSignedIn } from '@/app/_trpc/is-signed-in'
import { routeCaller } from '@/app/_trpc/route-caller'
import { refuseForeign } from '@/app/_trpc/same-origin'
import { isTrouble, retryAfter } from '@/app/_trpc/trouble'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { fieldOf, tellError } from '@/server/routers/tell-error'
import { sayRefusal } from '@/server/words/say-refusal'

/** The file and the parts of the form around it. */
const bodyLimit = frameworkLimits.bytes + 10_000

const statuses: Record<string, number> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
}

type Props = { params: Promise<{ org: string }> }

/** Takes a file and answers with the import it became, or with the sentence that refuses it. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const refusal = refuseForeign(request, { types: [multipart], limit: bodyLimit })
  if (refusal) return refusal
  try {
    if (!(await isSignedIn(request))) {
      return Response.json({ message: sayRefusal({ key: 'site.notSignedIn' }) }, { status: 401 })
    }
    const { org } = await params
    const form = await request.formData().catch(() => null)
    const file = form?.get('file')
    if (!(file instanceof File)) return Response.json({ message: null }, { status: 400 })
    const api = await routeCaller(request)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { id } = await api.imports.upload({ org, fileName: file.name, bytes })
    return Response.json({ id }, { status: 201 })
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
