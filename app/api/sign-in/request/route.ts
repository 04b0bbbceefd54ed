import type { NextRequest, NextResponse } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { seeOther } from '@/app/_trpc/see-other'
import { addressCookie, browserCookie, signInPost, waitPage } from '@/app/api/sign-in/sign-in-post'
import { sessionCookie } from '@/server/auth'
import { localPath } from '@/server/domain/local-path'
import { newSessionToken } from '@/server/services/session-token'
import { requestSignIn } from '@/server/services/sessions/request-sign-in'

export function POST(request: NextRequest): Promise<Response> {
  return signInPost(
    request,
    async (ctx, field) => {
      const next = localPath(field('next'))
      const page = `/sign-in/code?${new URLSearchParams({ next })}`
      const browser = request.cookies.get(browserCookie)?.value || newSessionToken()
      const asked = { email: field('email'), next, browser }
      const { email, busyMinutes } = await requestSignIn(ctx, asked)
      const response = busyMinutes > 0 ? await busy(busyMinutes, page) : seeOther(page)
      response.cookies.set(addressCookie, email, { ...sessionCookie.options, maxAge: 600 })
      response.cookies.set(browserCookie, browser, { ...sessionCookie.options, maxAge: 600 })
      return response
    },
    (_at, field) => {
      const [next, was] = [localPath(field('next')), field('email').slice(0, 254)]
      return `/sign-in?${new URLSearchParams({ next, problem: 'address', was })}`
    },
  )
}

/** Too many people ask: whoever is known here is mailed all the same, so the answer leads everybody on. */
async function busy(minutes: number, href: string): Promise<NextResponse> {
  const t = await getTranslations('sign-in')
  return waitPage(minutes, t('busy', { minutes }), { href, label: t('busyCode') })
}
