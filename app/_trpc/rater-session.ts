import { raterSessionDays } from '@/server/domain/ratings'
import { env } from '@/server/env'

const prefix = env().appUrl.startsWith('https://')
  ? '__Secure-plumbline.rater.'
  : 'plumbline.rater.'

type Cookie = { name: string; value: string }

/** The sessions of raters this device holds; a shared desk may hold several. */
export function raterSessions(cookies: readonly Cookie[]): string | undefined {
  const tokens = cookies.filter((each) => each.name.startsWith(prefix)).map((each) => each.value)
  return tokens.length > 0 ? tokens.slice(-12).join(' ') : undefined
}

/** The cookie that carries a new session: for raters' pages only, and out of reach of scripts. */
export function raterCookie(token: string) {
  return {
    name: `${prefix}${token.slice(0, 8)}`,
    value: token,
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: env().appUrl.startsWith('https://'),
    path: '/r',
    maxAge: raterSessionDays * 86_400,
  }
}
