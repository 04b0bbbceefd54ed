import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { NextRequest } from 'next/server'
import { isSignedIn } from '@/app/_trpc/is-signed-in'
import { routeCaller } from '@/app/_trpc/route-caller'
import { refuseForeign } from '@/app/_trpc/same-origin'
import { isTrouble, retryAfter } from '@/app/_trpc/trouble'
import { frameworkLimits } from '@/server/domain/frameworks'
import { tellError } from '@/server/routers/tell-error'

/** The file and the parts of the form around it. */
const bodyLimit = frameworkLimits.bytes + 10_000

const statuses: Record<string, number> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  TOO_MANY_REQUESTS: 413,
}

type Props = { params: Promise<{ org: string }> }

/** Takes a file and answers with the import it became, or with the sentence that refuses it. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const refusal = refuseForeign(request, ['multipart/form-data'], bodyLimit)
  if (refusal) return refusal
  try {
    if (!(await isSignedIn(request))) {
      return Response.json({ message: 'Sign in to go on.' }, { status: 401 })
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
    const status = isTrouble(error)
      ? getHTTPStatusCodeFromError(error)
      : (statuses[error.code] ?? 422)
    return Response.json({ message: error.message }, { status, headers: retryAfter(error.code) })
  }
}
