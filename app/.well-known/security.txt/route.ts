import { env } from '@/server/env'
import { securityTxt } from '@/server/formats/security-txt'

export const dynamic = 'force-dynamic'

/** Whom to tell of a weakness; a site that names nobody has no such page. */
export function GET(): Response {
  const { SECURITY_CONTACT: contact, appUrl, LOCALE: language } = env()
  if (!contact) return new Response('Not found', { status: 404 })
  return new Response(securityTxt({ contact, appUrl, language, now: new Date() }), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
    },
  })
}
