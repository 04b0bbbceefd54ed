import 'server-only'
import type { TRPCError } from '@trpc/server'
import { unstable_rethrow } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { tellError } from '@/server/routers/tell-error'
import { isSignedIn } from './is-signed-in'
import { refuseForeign, type Taken } from './same-origin'
import { seeOther } from './see-other'
import { isAway, orTroublePage, troublePage } from './trouble'

/** What was posted; a field that is missing, or is no text, is empty. */
export type Form = {
  field: Field
  all: (name: string) => string[]
  pairs: [name: string, value: string][]
  file: (name: string) => Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }>
}
export type Field = (name: string) => string

/** A path of this site to show next, or an answer that carries more than that. */
type Next = string | Response

export type Act<Actor> = (actor: Actor, field: Field, form: Form) => Promise<Next>

type Frame<Actor> = {
  takes?: Partial<Taken>
  /** The page of a form that only a signed-in person sends: asked before the body is read. */
  personAt?: string
  actor: () => Promise<Actor>
  /** Where a refusal, or a failure of ours that is not about to pass, leads. */
  refused: (error: TRPCError, form: Form) => Next | Promise<Next>
}

export const urlEncoded = 'application/x-www-form-urlencoded'
export const multipart = 'multipart/form-data'

/** The one way in for what a form posts: who may send it, who acts, what is done, and which page says how it went. */
export function formPost<Actor>(
  request: NextRequest,
  { takes, personAt, actor, refused }: Frame<Actor>,
  act: Act<Actor>,
): Promise<Response> {
  return orTroublePage(async () => {
    const foreign = refuseForeign(request, { types: [urlEncoded], ...takes })
    if (foreign) return foreign
    if (personAt !== undefined && !(await isSignedIn(request))) return toSignIn(personAt)
    const form = await readForm(request)
    try {
      return answer(await act(await actor(), form.field, form))
    } catch (thrown) {
      unstable_rethrow(thrown)
      // A browser that is sent back to its page would meet the same trouble there.
      if (isAway(thrown)) return troublePage(thrown)
      return answer(await refused(tellError(thrown), form))
    }
  })
}

export function toSignIn(next: string): Response {
  return seeOther(`/sign-in?next=${encodeURIComponent(next)}`)
}

function answer(next: Next): Response {
  return typeof next === 'string' ? seeOther(next) : next
}

async function readForm(request: NextRequest): Promise<Form> {
  const isMultipart = request.headers.get('content-type')?.toLowerCase().startsWith(multipart)
  const read = request.formData()
  // Parts that cannot be read hold nothing; half of a plain form must not be taken for one with empty fields.
  const data = await (isMultipart ? read.catch(() => new FormData()) : read)
  const pairs = [...data].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const all = (name: string) => pairs.flatMap(([each, value]) => (each === name ? [value] : []))
  return {
    pairs,
    all,
    field: (name) => all(name)[0] ?? '',
    file: async (name) => {
      const file = data.get(name)
      return file instanceof File
        ? { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
        : { fileName: '', bytes: new Uint8Array() }
    },
  }
}
