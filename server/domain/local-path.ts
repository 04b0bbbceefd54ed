/**
 * A path of this site, or `/` when the text is anything else: another origin, a protocol-relative
 * address, a back-slash that browsers read as a slash, or something too long to be one of ours.
 * Never throws.
 *
 * @example localPath('/o/keel?tab=2') // '/o/keel?tab=2'
 * @example localPath('//evil.example') // '/'
 */
export function localPath(text: string | null | undefined): string {
  if (!text || text.length > 500 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return '/'
  if (!URL.canParse(text, base)) return '/'
  const url = new URL(text, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}

const base = 'http://here.invalid'
