import type { TRPCError } from '@trpc/server'
import { type NextRequest, NextResponse } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { type Field, type Form, formPost } from '@/app/_trpc/form-post'
import { requestContext } from '@/app/_trpc/request-context'
import { seeOther } from '@/app/_trpc/see-other'
import { troublePage } from '@/app/_trpc/trouble'
import { sessionCookie, signedInCookie } from '@/server/auth'
import { localPath } from '@/server/domain/local-path'
import { env } from '@/server/env'
import { fieldOf, valuesOf } from '@/server/routers/tell-error'
import type { Context } from '@/server/services/context'
import { plainPage } from '@/server/trouble-page'

/** Remembers for ten minutes, on this device only, which address a code was sent to. */
export const addressCookie = 'plumbline.sign-in'

/** Holds the secret of a browser that asked for a code: the code works there alone. */
export const browserCookie = env().appUrl.startsWith('https://')
  ? '__Host-plumbline.asked'
  : 'plumbline.asked'

/** One form of somebody who is about to sign in or out; `invalid` names the page of what was typed wrong, if there is one. */
export function signInPost(
  request: NextRequest,
  act: (ctx: Context, field: Field) => Promise<NextResponse>,
  invalid?: (at: string | null, field: Field) => string,
): Promise<Response> {
  const frame = {
    takes: { limit: 10_000 },
    actor: () =>
      requestContext({
        header: (name) => request.headers.get(name),
        cookie: (name) => request.cookies.get(name)?.value,
      }),
    refused: (error: TRPCError, { field }: Form) => {
      if (error.code === 'TOO_MANY_REQUESTS') return tooMany(error)
      if (error.code === 'BAD_REQUEST' && invalid) return invalid(fieldOf(error), short(field))
      return troublePage(error)
    },
  }
  return formPost(request, frame, (ctx, field) => act(ctx, short(field)))
}

/** A field of these forms is an address, a code or a path: never longer. */
function short(field: Field): Field {
  return (name) => field(name).slice(0, 600)
}

/** Where a form leads whoever is signed in by it. */
export function nextOf(field: Field): string {
  const next = localPath(field('next'))
  return next === '/' ? '/o' : next
}

/** Goes on with a new session: the cookie of an earlier one is replaced. */
export function goSignedIn(path: string, session: { token: string; expires: Date }): NextResponse {
  const response = seeOther(path)
  response.cookies.set(signedInCookie.name, '1', {
    ...signedInCookie.options,
    expires: session.expires,
  })
  response.cookies.set(sessionCookie.name, session.token, {
    ...sessionCookie.options,
    expires: session.expires,
  })
  response.cookies.delete(addressCookie)
  response.cookies.set(browserCookie, '', { ...sessionCookie.options, maxAge: 0 })
  return response
}

async function tooMany(error: TRPCError): Promise<Response> {
  const t = await getTranslations('sign-in')
  const minutes = Number(valuesOf(error).minutes ?? 15)
  return waitPage(minutes, error.message, { href: '/sign-in', label: t('back') })
}

/** Says with 429 how long to wait, and where to go meanwhile. */
export async function waitPage(
  minutes: number,
  text: string,
  link: { href: string; label: string },
): Promise<NextResponse> {
  const t = await getTranslations('sign-in')
  const body = plainPage(t('tooManyTitle'), [text], link)
  return new NextResponse(body, {
    status: 429,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'retry-after': String(minutes * 60),
    },
  })
}
