import type { NextRequest } from 'next/server'
import { addressCookie, formPost, goSignedIn, goTo } from '@/app/api/sign-in/form-post'
import { DomainError } from '@/server/domain/errors'
import { localPath } from '@/server/domain/local-path'
import { redeemCode } from '@/server/services/sessions/redeem-sign-in'

export function POST(request: NextRequest): Promise<Response> {
  return formPost(request, async (ctx, field) => {
    const next = localPath(field('next'))
    const email = request.cookies.get(addressCookie)?.value ?? ''
    try {
      const session = await redeemCode(ctx, { email, code: field('code') })
      return goSignedIn(next === '/' ? '/o' : next, session)
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'invalid') throw error
      return goTo(`/sign-in/code?${new URLSearchParams({ next, problem: 'code' })}`)
    }
  })
}
