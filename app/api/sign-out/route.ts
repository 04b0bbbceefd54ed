import type { NextRequest } from 'next/server'
import { seeOther } from '@/app/_trpc/see-other'
import { signInPost } from '@/app/api/sign-in/sign-in-post'
import { sessionCookie, signedInCookie } from '@/server/auth'
import { endSession } from '@/server/services/sessions/sessions'

export function POST(request: NextRequest): Promise<Response> {
  return signInPost(request, async () => {
    const token = request.cookies.get(sessionCookie.name)?.value
    if (token) await endSession(token)
    const response = seeOther('/')
    response.cookies.set(signedInCookie.name, '', { ...signedInCookie.options, maxAge: 0 })
    response.cookies.set(sessionCookie.name, '', { ...sessionCookie.options, maxAge: 0 })
    return response
  })
}
