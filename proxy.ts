import { type NextRequest, NextResponse } from 'next/server'
import { isPersonal, standingHeaders } from './server/http/headers.mjs'

const asJsonLd = /^\/(frameworks|competencies|credentials)\/[^/.]+$/

/** Sets security headers and the content security policy; it decides nothing about access. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const standing = standingHeaders(pathname, search)
  const wantsJsonLd = request.headers.get('accept')?.includes('application/ld+json') ?? false
  if (wantsJsonLd && asJsonLd.test(pathname)) {
    const url = request.nextUrl.clone()
    url.pathname = `/api/v1${pathname}`
    return withHeaders(NextResponse.rewrite(url), {
      ...standing,
      Vary: 'Accept',
      'Referrer-Policy': 'same-origin',
    })
  }
  if (!isPersonal(pathname)) {
    return withHeaders(NextResponse.next(), {
      ...standing,
      'Content-Security-Policy': policy("'unsafe-inline'"),
      ...(asJsonLd.test(pathname) ? { Vary: 'Accept' } : {}),
    })
  }
  // Scripts of these pages run only with this answer's nonce.
  const nonce = btoa(crypto.randomUUID())
  const csp = policy(`'nonce-${nonce}' 'strict-dynamic'`)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-path', `${pathname}${search}`)
  headers.set('Content-Security-Policy', csp)
  return withHeaders(NextResponse.next({ request: { headers } }), {
    ...standing,
    'Content-Security-Policy': csp,
  })
}

// Next holds the whole body of every request that a proxy sees, so those with one pass it by; what
// answers them is no page, and has its headers from the server in front (server/http/door.mjs).
export const config = {
  matcher: [
    {
      source: '/((?!_next/static|favicon.ico|icon.svg).*)',
      missing: [
        { type: 'header', key: 'content-length' },
        { type: 'header', key: 'transfer-encoding' },
      ],
    },
  ],
}

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
  for (const [name, value] of Object.entries(more)) response.headers.set(name, value)
  return response
}
