import type { NextRequest } from 'next/server'
import { raterSessionDays } from '@/server/domain/asking/drafts'
import { env } from '@/server/env'

const prefix = env().appUrl.startsWith('https://')
  ? '__Secure-plumbline.rater.'
  : 'plumbline.rater.'

/** Holds the secret of a device that asked for a code, as long as the code works. */
const askingCookie = prefix.replace('rater.', 'rater-code')

type Cookie = { name: string; value: string }

/** The sessions of raters this device holds; a shared desk may hold several. */
export function raterSessions(cookies: readonly Cookie[]): string | undefined {
  const tokens = cookies.filter((each) => each.name.startsWith(prefix)).map((each) => each.value)
  return tokens.length > 0 ? tokens.slice(-12).join(' ') : undefined
}

/** The cookie that carries a new session: for raters' pages only, and out of reach of scripts. */
export function raterCookie(token: string) {
  return onRatersPages(`${prefix}${token.slice(0, 8)}`, token, raterSessionDays * 86_400)
}

/** The secret of a device that asked for a code before, if it has one. */
export function askingDevice(request: NextRequest): string | undefined {
  const device = request.cookies.get(askingCookie)?.value
  return device && /^[\w-]{32}$/.test(device) ? device : undefined
}

/** The cookie of a device that asks for a code. */
export function askingDeviceCookie(device: string) {
  return onRatersPages(askingCookie, device, 600)
}

function onRatersPages(name: string, value: string, maxAge: number) {
  return {
    name,
    value,
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: env().appUrl.startsWith('https://'),
    path: '/r',
    maxAge,
  }
}
