import type { NextRequest } from 'next/server'
import { formPost, goSignedIn, goTo } from '@/app/api/sign-in/form-post'
import { DomainError } from '@/server/domain/errors'
import { localPath } from '@/server/domain/local-path'
import { redeemLink } from '@/server/services/sessions/redeem-sign-in'

export function POST(request: NextRequest): Promise<Response> {
  return formPost(request, async (ctx, field) => {
    const next = localPath(field('next'))
    try {
      const session = await redeemLink(ctx, { token: field('token') })
      return goSignedIn(next === '/' ? '/o' : next, session)
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'invalid') throw error
      return goTo(`/sign-in?${new URLSearchParams({ next, problem: 'link' })}`)
    }
  })
}
