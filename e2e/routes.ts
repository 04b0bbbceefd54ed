import { readdirSync } from 'node:fs'

/** A page of the application, as its folder names it, such as `/o/[org]/maps/[credential]`. */
export type Route = { pattern: string; matches(path: string): boolean }

/** Every page there is, most specific first. */
export function routes(): Route[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|\/)page\.tsx$/.test(name))
    .map((name) =>
      name
        .split('/')
        .slice(0, -1)
        .filter((part) => !/^\(.*\)$/.test(part)),
    )
    .sort((a, b) => dynamic(a) - dynamic(b) || b.length - a.length)
    .map((parts) => {
      const expression = new RegExp(`^/${parts.map(segment).join('/')}/?$`)
      return { pattern: `/${parts.join('/')}`, matches: (path) => expression.test(path) }
    })
}

function dynamic(parts: string[]): number {
  return parts.filter((part) => part.startsWith('[')).length
}

function segment(part: string): string {
  if (/^\[\[?\.\.\./.test(part)) return '.*'
  if (part.startsWith('[')) return '[^/]+'
  return part.replace(/[.*+?^${}()|\\]/g, '\\$&')
}
