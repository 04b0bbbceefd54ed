import type { NextRequest } from 'next/server'
import {
  addressCookie,
  browserCookie,
  formPost,
  goSignedIn,
  goTo,
} from '@/app/api/sign-in/form-post'
import { DomainError } from '@/server/domain/errors'
import { localPath } from '@/server/domain/local-path'
import { redeemCode } from '@/server/services/sessions/redeem-sign-in'

export function POST(request: NextRequest): Promise<Response> {
  return formPost(request, async (ctx, field) => {
    const next = localPath(field('next'))
    const email = request.cookies.get(addressCookie)?.value ?? ''
    const browser = request.cookies.get(browserCookie)?.value ?? ''
    try {
      const session = await redeemCode(ctx, { email, code: field('code'), browser })
      return goSignedIn(next === '/' ? '/o' : next, session)
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'invalid') throw error
      const page = error.field === 'browser' ? '/sign-in' : '/sign-in/code'
      return goTo(`${page}?${new URLSearchParams({ next, problem: error.field ?? 'code' })}`)
    }
  })
}
