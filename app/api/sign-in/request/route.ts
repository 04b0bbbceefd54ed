import type { NextRequest, NextResponse } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { addressCookie, browserCookie, formPost, goTo, waitPage } from '@/app/api/sign-in/form-post'
import { sessionCookie } from '@/server/auth'
import { DomainError } from '@/server/domain/errors'
import { localPath } from '@/server/domain/local-path'
import { newSessionToken } from '@/server/services/session-token'
import { requestSignIn } from '@/server/services/sessions/request-sign-in'

export function POST(request: NextRequest): Promise<Response> {
  return formPost(request, async (ctx, field) => {
    const next = localPath(field('next'))
    const query = new URLSearchParams({ next })
    const browser = request.cookies.get(browserCookie)?.value || newSessionToken()
    try {
      const { email, busyMinutes } = await requestSignIn(ctx, {
        email: field('email'),
        next,
        browser,
      })
      const response =
        busyMinutes > 0
          ? await busy(busyMinutes, `/sign-in/code?${query}`)
          : goTo(`/sign-in/code?${query}`)
      response.cookies.set(addressCookie, email, { ...sessionCookie.options, maxAge: 600 })
      response.cookies.set(browserCookie, browser, { ...sessionCookie.options, maxAge: 600 })
      return response
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'invalid') throw error
      query.set('problem', 'address')
      query.set('was', field('email').slice(0, 254))
      return goTo(`/sign-in?${query}`)
    }
  })
}

/** Too many people ask: whoever is known here is mailed all the same, so the answer leads everybody on. */
async function busy(minutes: number, href: string): Promise<NextResponse> {
  const t = await getTranslations('sign-in')
  return waitPage(minutes, t('busy', { minutes }), { href, label: t('busyCode') })
}
