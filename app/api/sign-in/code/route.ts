import type { NextRequest } from 'next/server'
import {
  addressCookie,
  browserCookie,
  goSignedIn,
  nextOf,
  signInPost,
} from '@/app/api/sign-in/sign-in-post'
import { localPath } from '@/server/domain/local-path'
import { redeemCode } from '@/server/services/sessions/redeem-sign-in'

export function POST(request: NextRequest): Promise<Response> {
  return signInPost(
    request,
    async (ctx, field) => {
      const email = request.cookies.get(addressCookie)?.value ?? ''
      const browser = request.cookies.get(browserCookie)?.value ?? ''
      const session = await redeemCode(ctx, { email, code: field('code'), browser })
      return goSignedIn(nextOf(field), session)
    },
    (at, field) => {
      const page = at === 'browser' ? '/sign-in' : '/sign-in/code'
      const next = localPath(field('next'))
      return `${page}?${new URLSearchParams({ next, problem: at ?? 'code' })}`
    },
  )
}
