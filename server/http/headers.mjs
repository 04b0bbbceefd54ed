const always = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** Pages that act for somebody: dynamic and never cached. */
const personal = /^\/(o|r|sign-in|sign-out|operator|mailbox|welcome|invitations|api)(\/|$)/

/** Whoever reads such an address can act by it; a query may hold another page's. */
const keyInPath = /^\/(r|invitations|sign-in\/link)(\/|$)/
const keyInQuery = /[?&]token=|(\/|%2f)(r|invitations)(\/|%2f)/i

export const isPersonal = (pathname) => personal.test(pathname)

/** The headers of an address that do not depend on who answers there; `search` begins with its question mark or is empty. */
export function standingHeaders(pathname, search = '') {
  return {
    ...always,
    'Referrer-Policy': referrerPolicy(pathname, search),
    ...(isPersonal(pathname) ? { 'Cache-Control': 'no-store' } : {}),
    ...(pathname.startsWith('/r/') ? { 'X-Robots-Tag': 'noindex, nofollow' } : {}),
  }
}

function referrerPolicy(pathname, search) {
  if (keyInPath.test(pathname) || keyInQuery.test(search)) return 'no-referrer'
  return isPersonal(pathname) ? 'same-origin' : 'strict-origin-when-cross-origin'
}
