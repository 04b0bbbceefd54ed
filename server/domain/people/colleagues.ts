import { normaliseEmail, ownDomain } from './addresses'

/** How often one invitation may be passed on. */
export const mostPasses = 2

/** How many days after the close a colleague's address is kept; the database's sweep counts the same. */
export const colleagueDays = 120

export type Colleague =
  | { email: string }
  | { refused: 'notAddress' | 'otherDomain' | 'sameAddress'; domain: string }

/**
 * The web domain at which an invited address has colleagues: exactly its own, so that who answers speaks for the employer
 * as who was invited does (METHOD §9). Null of free mail, where anybody is at home.
 */
export function colleaguesDomain(invited: string): string | null {
  return ownDomain(invited)
}

/** The address of a colleague as somebody typed it, or why an invitation is not passed on to it. */
export function colleagueAt(domain: string, typed: string, own: string | null): Colleague {
  const email = normaliseEmail(typed)
  if (email === null) return { refused: 'notAddress', domain }
  if (email.split('@')[1] !== domain) return { refused: 'otherDomain', domain }
  return email === own ? { refused: 'sameAddress', domain } : { email }
}
