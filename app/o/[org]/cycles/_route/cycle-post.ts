import { TRPCError } from '@trpc/server'
import { type NextRequest, NextResponse } from 'next/server'
import { routeCaller } from '@/app/_trpc/route-caller'
import { refuseForeign } from '@/app/_trpc/same-origin'
import { isAway, troublePage } from '@/app/_trpc/trouble'
import { DomainError } from '@/server/domain/errors'

type Caller = Awaited<ReturnType<typeof routeCaller>>

/** One posted form of the cycles' pages; `work` answers with the path to show next. */
export async function cyclePost(
  request: NextRequest,
  work: (caller: Caller, form: FormData) => Promise<string>,
  otherwise: (problem: string, form: FormData) => string,
): Promise<Response> {
  const refused = refuseForeign(request, ['application/x-www-form-urlencoded'])
  if (refused) return refused
  const form = await request.formData()
  try {
    return seeOther(await work(await routeCaller(request), form))
  } catch (error) {
    if (isAway(error)) return troublePage(error)
    if (error instanceof TRPCError && error.code === 'UNAUTHORIZED') return seeOther('/sign-in')
    return seeOther(otherwise(problemOf(error), form))
  }
}

export function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export function texts(form: FormData, name: string): string[] {
  return form.getAll(name).flatMap((value) => (typeof value === 'string' ? [value] : []))
}

const fields = [
  'title',
  'occupationId',
  'credentialIds',
  'competencyIds',
  'closesOn',
  'timeZone',
  'message',
  'text',
]

/** A word the page knows a sentence for; nothing of the error itself goes into an address. */
function problemOf(error: unknown): string {
  if (!(error instanceof TRPCError)) return 'other'
  const field = error.cause instanceof DomainError ? error.cause.field?.split('.')[0] : undefined
  if (field && fields.includes(field)) return field
  if (error.code === 'FORBIDDEN') return 'forbidden'
  if (error.code === 'CONFLICT') return 'conflict'
  return error.code === 'TOO_MANY_REQUESTS' ? 'limit' : 'other'
}

function seeOther(path: string): NextResponse {
  return new NextResponse(null, { status: 303, headers: { Location: path } })
}
