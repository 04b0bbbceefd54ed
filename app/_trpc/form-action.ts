import 'server-only'
import type { TRPCError } from '@trpc/server'
import { type NextRequest, NextResponse } from 'next/server'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import { tellError } from '@/server/routers/tell-error'
import { problemQuery } from './form-problem'
import { isSignedIn } from './is-signed-in'
import { routeCaller } from './route-caller'
import { refuseForeign } from './same-origin'
import { isAway, orTroublePage, troublePage } from './trouble'

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
  return ofPerson(request, back, async () => {
    const form = new URLSearchParams(await request.text())
    const field = (name: string) => form.get(name) ?? ''
    const typed = () => keep.map((name) => [`was.${name}`, field(name).slice(0, 300)])
    return answer(
      request,
      back,
      (api) => act(api, field, (name) => form.getAll(name)),
      () => Object.fromEntries(typed()),
    )
  })
}

/** As `formAction`, for a form whose one field `file` is a file of at most `limit` bytes. */
export async function fileAction(
  request: NextRequest,
  back: string,
  limit: number,
  act: (api: Caller, file: { fileName: string; bytes: Uint8Array<ArrayBuffer> }) => Promise<string>,
): Promise<Response> {
  const refused = refuseForeign(request, ['multipart/form-data'], limit + 10_000)
  if (refused) return refused
  return ofPerson(request, back, async () => {
    const file = (await request.formData().catch(() => null))?.get('file')
    const [fileName, bytes] =
      file instanceof File
        ? [file.name, new Uint8Array(await file.arrayBuffer())]
        : ['', new Uint8Array()]
    return answer(request, back, (api) => act(api, { fileName, bytes }))
  })
}

/** Who sends it is asked before it is read. */
function ofPerson(
  request: NextRequest,
  back: string,
  work: () => Promise<Response>,
): Promise<Response> {
  return orTroublePage(async () => ((await isSignedIn(request)) ? work() : goTo(signInPath(back))))
}

async function answer(
  request: NextRequest,
  back: string,
  act: (api: Caller) => Promise<string>,
  typed: () => Record<string, string> = () => ({}),
): Promise<Response> {
  try {
    return goTo(await act(await routeCaller(request)))
  } catch (thrown) {
    if (isAway(thrown)) return troublePage(thrown)
    const error = tellError(thrown)
    if (error.code === 'UNAUTHORIZED') return goTo(signInPath(back))
    return goTo(withQuery(back, { ...typed(), ...problemOf(error) }))
  }
}

const signInPath = (back: string) => `/sign-in?next=${encodeURIComponent(back)}`

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
