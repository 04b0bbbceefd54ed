import type { NextRequest } from 'next/server'
import { formPost, goTo } from '@/app/api/sign-in/form-post'
import { sessionCookie } from '@/server/auth'
import { endSession } from '@/server/services/sessions/sessions'

export function POST(request: NextRequest): Promise<Response> {
  return formPost(request, async () => {
    const token = request.cookies.get(sessionCookie.name)?.value
    if (token) await endSession(token)
    const response = goTo('/')
    response.cookies.set(sessionCookie.name, '', { ...sessionCookie.options, maxAge: 0 })
    return response
  })
}
