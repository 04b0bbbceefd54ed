import { type NextRequest, NextResponse } from 'next/server'

const always = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** Pages that act for somebody: dynamic, never cached, and scripts only with this answer's nonce. */
const personal = /^\/(o|r|sign-in|sign-out|operator|mailbox|welcome|invitations|api)(\/|$)/

const asJsonLd = /^\/(frameworks|competencies|credentials)\/[^/.]+$/

/** Sets security headers and the content security policy; it decides nothing about access. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl
  const wantsJsonLd = request.headers.get('accept')?.includes('application/ld+json') ?? false
  if (wantsJsonLd && asJsonLd.test(pathname)) {
    const url = request.nextUrl.clone()
    url.pathname = `/api/v1${pathname}`
    return withHeaders(NextResponse.rewrite(url), {
      Vary: 'Accept',
      'Referrer-Policy': 'same-origin',
    })
  }
  if (!personal.test(pathname)) {
    return withHeaders(NextResponse.next(), {
      'Content-Security-Policy': policy("'unsafe-inline'"),
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      ...(asJsonLd.test(pathname) ? { Vary: 'Accept' } : {}),
    })
  }
  const nonce = btoa(crypto.randomUUID())
  const csp = policy(`'nonce-${nonce}' 'strict-dynamic'`)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-path', `${pathname}${request.nextUrl.search}`)
  headers.set('Content-Security-Policy', csp)
  return withHeaders(NextResponse.next({ request: { headers } }), {
    'Content-Security-Policy': csp,
    'Cache-Control': 'no-store',
    'Referrer-Policy': pathname.startsWith('/r/') ? 'no-referrer' : 'same-origin',
    ...(pathname.startsWith('/r/') ? { 'X-Robots-Tag': 'noindex, nofollow' } : {}),
  })
}

export const config = { matcher: ['/((?!_next/static|favicon.ico|icon.svg).*)'] }

function policy(script: string): string {
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' ${script}${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function withHeaders(response: NextResponse, more: Record<string, string>): NextResponse {
  for (const [name, value] of Object.entries({ ...always, ...more }))
    response.headers.set(name, value)
  return response
}
