import { canBeOwn } from './mail-providers'

export type Address = {
  line: number
  email: string
  employer: string | null
  name: string | null
}

export type AddressProblem = {
  line: number
  text: string
  reason: 'not_an_address' | 'no_address' | 'duplicate' | 'too_many'
  /** For a duplicate: the line that named the address first. */
  firstLine: number | null
}

/** The address in lower case without what surrounds it, or null when it cannot be one. */
export function normaliseEmail(text: string): string | null {
  const email = text
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase()
  const [local = '', domain = '', ...rest] = email.split('@')
  if (rest.length > 0 || email.length > 254 || local.length > 64) return null
  if (!/^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local)) return null
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(domain))
    return null
  return email
}

/** The employer's own web domain behind an address; null where it can be nobody's own ({@link canBeOwn}). */
export function ownDomain(email: string): string | null {
  const domain = email.split('@')[1]?.toLowerCase()
  return domain && canBeOwn(domain) ? domain : null
}

/** An address of a mail service anybody can have: it says nothing of an employer. */
export function isFreeMail(email: string): boolean {
  return ownDomain(email) === null
}

/** A name to compare by: lower case, letters and digits only, without the legal form. */
export function plainName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  while (words.length > 1 && legalForms.has(words.at(-1) ?? '')) words.pop()
  return words.join(' ')
}

const legalForms = new Set([
  'inc',
  'llc',
  'ltd',
  'co',
  'corp',
  'company',
  'corporation',
  'incorporated',
  'limited',
  'lp',
  'llp',
  'pllc',
  'plc',
])

/** Whether a domain is this one or below it; what is nobody's own has nothing below it. */
export function isWithin(domain: string, parent: string): boolean {
  const own = parent.toLowerCase()
  return canBeOwn(own) && (domain === own || domain.endsWith(`.${own}`))
}
