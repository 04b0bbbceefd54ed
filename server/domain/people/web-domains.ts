import { normaliseEmail } from './addresses'
import { canBeOwn } from './mail-providers'

/**
 * The web domain in what people write for it: a domain, a web address or a mail address, the first where several stand; null
 * where none does. `www` before it is no part of it.
 */
export function webDomain(text: string): string | null {
  for (const word of text.trim().split(/[\s,;|<>()[\]"']+/)) {
    const domain = word.includes('@') ? domainOfMail(word) : domainOfAddress(word)
    if (domain) return domain
  }
  return null
}

/** What a line's cells say of its web domain: one of its own, else one that is nobody's, else that something else stands there. */
export type DomainSaid = {
  domain: string | null
  nobodys: string | null
  unreadable: string | null
}

/** The first web domain that can be an employer's own, in cells for its website, its domain and its mail. */
export function domainIn(cells: readonly string[]): DomainSaid {
  const found = cells.flatMap((cell) => webDomain(cell) ?? [])
  const domain = found.find(canBeOwn) ?? null
  const nobodys = domain === null ? (found[0] ?? null) : null
  const written = cells
    .map((cell) => cell.trim())
    .find((cell) => cell !== '' && !saysNone.test(cell))
  return { domain, nobodys, unreadable: found.length === 0 ? (written ?? null) : null }
}

/** How tables say that something is lacking. */
const saysNone = /^(?:n\/?a|none|no|tbd|unknown|ninguno|no tiene|[-–—.?]+)$/i

function domainOfMail(word: string): string | null {
  return normaliseEmail(word)?.split('@')[1] ?? null
}

const domainName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

function domainOfAddress(word: string): string | null {
  const host = word
    .toLowerCase()
    .replace(/^https?:?\/*/, '')
    .replace(/[/?#:].*$/, '')
    .replace(/\.+$/, '')
    .replace(/^www\d?\./, '')
  if (!host.includes('.') || host.length > 253) return null
  const plain = /^[\x21-\x7e]+$/.test(host) ? host : inAscii(host)
  return domainName.test(plain) ? plain : null
}

/** A name in letters of other scripts, as the network writes it. */
function inAscii(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
}
