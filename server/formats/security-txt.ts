/** How long a reader may take the file for true without asking again; at most a year, by RFC 9116. */
const DAYS = 180
const DAY = 86_400_000

/**
 * A `security.txt` after RFC 9116. `contact` is a `mailto:`, `https:` or `tel:` address. It expires
 * a fixed time after the day it is read, so a site that runs never serves one that has run out.
 */
export function securityTxt(site: {
  contact: string
  appUrl: string
  language: string
  now: Date
}): string {
  const day = Math.floor(site.now.getTime() / DAY) * DAY
  return [
    `Contact: ${site.contact}`,
    `Expires: ${new Date(day + DAYS * DAY).toISOString()}`,
    `Preferred-Languages: ${site.language}`,
    `Canonical: ${site.appUrl}/.well-known/security.txt`,
    '',
  ].join('\n')
}
