import 'server-only'
import { TRPCError } from '@trpc/server'
import { type NextRequest, NextResponse } from 'next/server'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import { problemQuery } from './form-problem'
import { routeCaller } from './route-caller'
import { refuseForeign } from './same-origin'

type Caller = Awaited<ReturnType<typeof routeCaller>>
type Field = (name: string) => string
type Fields = (name: string) => string[]

/**
 * Does what a plain form asked for and sends the browser on: to the page that `act` names, or back
 * to `back` with the refusal's sentence and field, sealed, in the address (`readProblem`), and what was typed into the fields of `keep`
 * (`was.<name>`). Someone signed out goes to the sign-in page.
 */
export async function formAction(
  request: NextRequest,
  back: string,
  act: (api: Caller, field: Field, all: Fields) => Promise<string>,
  keep: readonly string[] = [],
): Promise<Response> {
  const refused = refuseForeign(request, ['application/x-www-form-urlencoded'])
  if (refused) return refused
  const form = new URLSearchParams(await request.text())
  const field = (name: string) => form.get(name) ?? ''
  try {
    return goTo(await act(await routeCaller(request), field, (name) => form.getAll(name)))
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error
    if (error.code === 'UNAUTHORIZED') return goTo(`/sign-in?next=${encodeURIComponent(back)}`)
    const typed = keep.map((name) => [`was.${name}`, field(name).slice(0, 300)])
    return goTo(withQuery(back, { ...Object.fromEntries(typed), ...problemOf(error) }))
  }
}

function problemOf(error: TRPCError): Record<string, string> {
  const field = error.cause instanceof DomainError ? (error.cause.field ?? null) : null
  return problemQuery({ message: error.message, field })
}

function withQuery(path: string, more: Record<string, string>): string {
  const [before = '', query = ''] = path.split('?')
  return `${before}?${new URLSearchParams([...new URLSearchParams(query), ...Object.entries(more)])}`
}

function goTo(path: string): NextResponse {
  return NextResponse.redirect(new URL(path, env().appUrl), 303)
}
