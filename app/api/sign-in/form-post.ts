import { type NextRequest, NextResponse } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { requestContext } from '@/app/_trpc/request-context'
import { refuseForeign } from '@/app/_trpc/same-origin'
import { orTroublePage } from '@/app/_trpc/trouble'
import { sessionCookie } from '@/server/auth'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import type { Context } from '@/server/services/context'
import { plainPage } from '@/server/trouble-page'

/** Remembers for ten minutes, on this device only, which address a code was sent to. */
export const addressCookie = 'plumbline.sign-in'

/** Holds the secret of a browser that asked for a code: the code works there alone. */
export const browserCookie = env().appUrl.startsWith('https://')
  ? '__Host-plumbline.asked'
  : 'plumbline.asked'

/** Reads a plain form from one of our own pages and hands it on; a limit is told with 429. */
export async function formPost(
  request: NextRequest,
  act: (ctx: Context, field: (name: string) => string) => Promise<NextResponse>,
): Promise<Response> {
  const refused = refuseForeign(request, ['application/x-www-form-urlencoded'], 10_000)
  if (refused) return refused
  const form = new URLSearchParams(await request.text())
  return orTroublePage(async () => {
    const context = await requestContext({
      header: (name) => request.headers.get(name),
      cookie: (name) => request.cookies.get(name)?.value,
    })
    try {
      return await act(context, (name) => form.get(name)?.slice(0, 600) ?? '')
    } catch (error) {
      if (error instanceof DomainError && error.code === 'limit_reached') return tooMany(error)
      throw error
    }
  })
}

/** Sends the browser on within the site. */
export function goTo(path: string): NextResponse {
  return NextResponse.redirect(new URL(path, env().appUrl), 303)
}

/** Goes on with a new session: the cookie of an earlier one is replaced. */
export function goSignedIn(path: string, session: { token: string; expires: Date }): NextResponse {
  const response = goTo(path)
  response.cookies.set(sessionCookie.name, session.token, {
    ...sessionCookie.options,
    expires: session.expires,
  })
  response.cookies.delete(addressCookie)
  response.cookies.set(browserCookie, '', { ...sessionCookie.options, maxAge: 0 })
  return response
}

async function tooMany(error: DomainError): Promise<Response> {
  const t = await getTranslations('sign-in')
  const minutes = Number(/(\d+) minutes?/.exec(error.message)?.[1] ?? 15)
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
