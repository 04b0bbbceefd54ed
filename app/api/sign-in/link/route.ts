import type { NextRequest } from 'next/server'
import { goSignedIn, nextOf, signInPost } from '@/app/api/sign-in/sign-in-post'
import { localPath } from '@/server/domain/local-path'
import { redeemLink } from '@/server/services/sessions/redeem-sign-in'

export function POST(request: NextRequest): Promise<Response> {
  return signInPost(
    request,
    async (ctx, field) =>
      goSignedIn(nextOf(field), await redeemLink(ctx, { token: field('token') })),
    (_at, field) =>
      `/sign-in?${new URLSearchParams({ next: localPath(field('next')), problem: 'link' })}`,
  )
}
