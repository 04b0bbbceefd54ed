import { canBeOwn } from './mail-providers'

/** What a list says beside an address. */
export type Beside = {
  employer: string | null
  name: string | null
  county: string | null
  industry: string | null
}

export type Address = { line: number; email: string } & Beside

export type AddressProblem = {
  line: number
  text: string
  reason: 'not_an_address' | 'no_address' | 'duplicate' | 'too_many'
  /** For a duplicate: the line that named the address first. */
  firstLine: number | null
  /** The address, where it is one. */
  email: string | null
} & Beside

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

/**
 * A person's name in the order it is said: "Smith, Bob" is Bob Smith. What stands behind a comma without being a first
 * name (a degree, a generation, what somebody does) stays there.
 */
export function spokenName(name: string): string {
  const [last = '', first = '', ...more] = name.split(',').map((part) => part.trim())
  const isName = (part: string) => /^\p{L}[\p{L}\p{M}.'’ -]*$/u.test(part)
  if (more.length > 0 || !isName(last) || !isName(first)) return name
  const words = first.split(/\s+/)
  const shouts = first === first.toUpperCase() && last !== last.toUpperCase()
  if (words.length > 3 || last.split(/\s+/).length > 3) return name
  if ((shouts && first.length > 1) || words.some((word) => notFirst.has(plainWord(word))))
    return name
  return `${first} ${last}`
}

function plainWord(word: string): string {
  return word.toLowerCase().replace(/[.’']/g, '')
}

const notFirst = new Set(
  (
    'jr sr ii iii iv phd edd md do dds rn lpn cpa esq pe mba ma ms ba bs bsn msn jd inc llc ltd co corp company ' +
    'manager director president owner supervisor lead chief officer engineer chair principal partner foreman ' +
    'recruiter hr ceo coo cfo cto vp gerente director dueño jefe'
  ).split(' '),
)

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
