import type { NextAuthOptions } from 'next-auth'
import type { Adapter } from 'next-auth/adapters'
import { env } from '@/server/env'
import { endSession, findSession, type SessionUser } from '@/server/services/sessions/sessions'

const secure = env().appUrl.startsWith('https://')

/** `__Host-` needs https, so a site tried out over http keeps the plain name. */
export const sessionCookie = {
  name: secure ? '__Host-plumbline.session' : 'plumbline.session',
  options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
}

/**
 * Beside the session, for the browser to read: public pages are kept and the same for everybody, so the page itself says
 * "My pages" to who is signed in. It opens nothing.
 */
export const signedInCookie = {
  name: secure ? '__Host-plumbline.here' : 'plumbline.here',
  options: { ...sessionCookie.options, httpOnly: false } as const,
}

/**
 * next-auth reads and ends sessions. Starting one is the sign-in page's (a mailed link that opens
 * a page, or a code), because the library's own mail link signs in on GET and scanners spend it.
 */
export const authOptions: NextAuthOptions = {
  secret: env().authSecret,
  session: { strategy: 'database' },
  adapter: sessionAdapter(),
  providers: [],
  pages: { signIn: '/sign-in', error: '/sign-in' },
  cookies: { sessionToken: sessionCookie },
  callbacks: {
    redirect: ({ url, baseUrl }) => {
      if (url.startsWith('/') && !url.startsWith('//') && !url.startsWith('/\\'))
        return `${baseUrl}${url}`
      return URL.canParse(url) && new URL(url).origin === baseUrl ? url : baseUrl
    },
  },
}

/** The signed-in person of this request, if there is one. */
export async function readSessionUser(token: string | undefined): Promise<SessionUser | undefined> {
  if (!token) return undefined
  return (await findSession(token))?.user
}

function sessionAdapter(): Adapter {
  return {
    async getSessionAndUser(sessionToken) {
      const found = await findSession(sessionToken)
      if (!found) return null
      return {
        session: { sessionToken, userId: found.user.id, expires: found.expires },
        user: {
          id: found.user.id,
          email: found.user.email,
          name: found.user.name,
          emailVerified: null,
        },
      }
    },
    async updateSession() {
      return null
    },
    async deleteSession(sessionToken) {
      await endSession(sessionToken)
    },
  }
}
