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
  reason: 'not_an_address' | 'duplicate' | 'too_long' | 'too_many'
  /** For a duplicate: the line that named the address first. */
  firstLine: number | null
}

export type ParsedAddresses = { addresses: Address[]; problems: AddressProblem[] }

/**
 * Reads addresses that were pasted or come from a CSV file.
 *
 * Accepts one address a line, several on a line, `Name <address>`, or columns separated by comma,
 * semicolon or tab: address, employer, rater's name in this order, or any order under a heading
 * line (`email`, `employer`, `name` and their usual variants). Quoted cells may hold separators.
 * Addresses come back in lower case; what cannot be used is named with its line, never dropped.
 * @param most how many addresses are taken; those after them are named as `too_many`
 */
export function parseAddresses(text: string, most: number): ParsedAddresses {
  const addresses: Address[] = []
  const problems: AddressProblem[] = []
  const firstLines = new Map<string, number>()
  let heading: Heading | null = null
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  for (const [index, raw] of lines.entries()) {
    const line = index + 1
    if (raw.trim() === '') continue
    const refuse = (reason: AddressProblem['reason'], firstLine: number | null = null) =>
      problems.push({ line, text: raw.trim().slice(0, 120), reason, firstLine })
    if (raw.length > 2000) {
      refuse('too_long')
      continue
    }
    const cells = splitCells(raw)
    const found: Heading | null = addresses.length === 0 && !heading ? readHeading(cells) : null
    if (found) {
      heading = found
      continue
    }
    for (const entry of readEntries(cells, heading)) {
      const email = normaliseEmail(entry.email)
      const first = email ? firstLines.get(email) : undefined
      if (!email) refuse('not_an_address')
      else if (first !== undefined) refuse('duplicate', first)
      else if (addresses.length >= most) refuse('too_many')
      else {
        firstLines.set(email, line)
        addresses.push({ line, email, employer: tidy(entry.employer), name: tidy(entry.name) })
      }
    }
  }
  return { addresses, problems }
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

type Heading = { email: number; employer: number | null; name: number | null }
type Entry = { email: string; employer: string | null; name: string | null }

const headings = {
  email: ['email', 'e-mail', 'mail', 'address', 'email address', 'e-mail address'],
  employer: [
    'employer',
    'company',
    'organization',
    'organisation',
    'employer name',
    'business',
    'firm',
  ],
  name: ['name', 'rater', 'contact', 'person', 'full name', 'contact name'],
}

function readHeading(cells: readonly string[]): Heading | null {
  const plain = cells.map((cell) => cell.trim().toLowerCase())
  const position = (names: readonly string[]) => {
    const at = plain.findIndex((cell) => names.includes(cell))
    return at < 0 ? null : at
  }
  const email = position(headings.email)
  if (email === null) return null
  return { email, employer: position(headings.employer), name: position(headings.name) }
}

function readEntries(cells: readonly string[], heading: Heading | null): Entry[] {
  if (heading) {
    const cell = (at: number | null) => (at === null ? null : (cells[at] ?? null))
    return [
      {
        ...unwrap(cells[heading.email] ?? ''),
        employer: cell(heading.employer),
        ...(heading.name === null ? {} : { name: cell(heading.name) }),
      },
    ]
  }
  const withAt = cells.filter((cell) => cell.includes('@'))
  if (withAt.length > 1) return withAt.map((cell) => ({ ...unwrap(cell), employer: null }))
  const at = cells.findIndex((cell) => cell.includes('@'))
  const [employer = null, name = null] = cells.filter((_, index) => index !== at && at >= 0)
  const found = unwrap(cells[Math.max(at, 0)] ?? '')
  return [{ email: found.email, employer, name: name ?? found.name }]
}

function unwrap(cell: string): { email: string; name: string | null } {
  const match = /^(.*)<([^<>]*)>\s*$/.exec(cell)
  if (!match) return { email: cell, name: null }
  return { email: match[2] ?? '', name: (match[1] ?? '').replace(/^\s*"|"\s*$/g, '') }
}

/** One line into cells, quotes as in RFC 4180. Mail programs mix commas and semicolons in a list. */
function splitCells(line: string): string[] {
  const several = line.split('@').length > 2
  const separators = several ? '\t;,' : line.includes('\t') ? '\t' : line.includes(';') ? ';' : ','
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const char = line[i] ?? ''
    if (char === '"' && quoted && line[i + 1] === '"') {
      cell += '"'
      i++
    } else if (char === '"') quoted = !quoted
    else if (separators.includes(char) && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += char
  }
  cells.push(cell)
  const trimmed = cells.map((each) => each.trim())
  while (trimmed.length > 1 && trimmed.at(-1) === '') trimmed.pop()
  return trimmed
}

function tidy(text: string | null): string | null {
  const plain = text?.replace(/\s+/g, ' ').trim().slice(0, 160)
  return plain ? plain : null
}

/** Whether a domain is this one or below it; what is nobody's own has nothing below it. */
export function isWithin(domain: string, parent: string): boolean {
  const own = parent.toLowerCase()
  return canBeOwn(own) && (domain === own || domain.endsWith(`.${own}`))
}
