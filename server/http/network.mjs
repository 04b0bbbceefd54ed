import { countedAs } from '../domain/ip-address.mjs'

/**
 * Whom a request is counted with: the address that our own outermost proxy saw, of an IPv6 address
 * its network; nothing without such a proxy. What a visitor says of itself stands before that.
 * @param {string | null | undefined} forwarded the header X-Forwarded-For
 * @param {number} hops how many proxies are ours
 * @returns {string | undefined}
 */
export function networkOf(forwarded, hops) {
  if (hops === 0) return undefined
  const seen = (forwarded ?? '').split(',').at(-hops)?.trim()
  return seen ? (countedAs(seen) ?? seen) : undefined
}
