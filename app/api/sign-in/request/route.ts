import type { NextRequest } from 'next/server'
import { addressCookie, formPost, goTo } from '@/app/api/sign-in/form-post'
import { sessionCookie } from '@/server/auth'
import { DomainError } from '@/server/domain/errors'
import { localPath } from '@/server/domain/local-path'
import { requestSignIn } from '@/server/services/sessions/request-sign-in'

export function POST(request: NextRequest): Promise<Response> {
  return formPost(request, async (ctx, field) => {
    const next = localPath(field('next'))
    const query = new URLSearchParams({ next })
    try {
      const { email } = await requestSignIn(ctx, { email: field('email'), next })
      const response = goTo(`/sign-in/code?${query}`)
      response.cookies.set(addressCookie, email, { ...sessionCookie.options, maxAge: 600 })
      return response
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'invalid') throw error
      query.set('problem', 'address')
      query.set('was', field('email').slice(0, 254))
      return goTo(`/sign-in?${query}`)
    }
  })
}
