/** Parts of addresses that are pages of their own, or mean any: no name is given one of them. */
const RESERVED = new Set([
  ...['all', 'browse', 'decide', 'filter', 'find', 'finish', 'imports', 'new', 'offered', 'reply'],
  ...['share', 'undo', 'unshare', 'upload', 'withdraw'],
])

/**
 * The address part of a name: lower-case letters and digits with single hyphens, at most 60
 * characters; accents are taken off. Empty names give `fallback`, the word for what is named; a name that is an address
 * already has it added.
 *
 * @example slugOf('Señales & CNC, level 2', 'x') // 'senales-cnc-level-2'
 * @example slugOf('New', 'credential') // 'new-credential'
 */
export function slugOf(name: string, fallback: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '')
  if (RESERVED.has(slug)) return `${slug}-${fallback}`
  return slug || fallback
}
