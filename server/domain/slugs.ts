/**
 * The address part of a name: lower-case letters and digits with single hyphens, at most 60
 * characters; accents are taken off. Empty names give `fallback`.
 *
 * @example slugOf('Señales & CNC, level 2', 'x') // 'senales-cnc-level-2'
 */
export function slugOf(name: string, fallback: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '')
  return slug || fallback
}
