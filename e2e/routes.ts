import { readdirSync } from 'node:fs'
import { twins } from '../server/http/twins.mjs'

const shownAt: Record<string, string> = twins

/** A page of the application, as its folder names it, such as `/o/[org]/maps/[credential]`. */
export type Route = { pattern: string; matches(path: string): boolean }

/** Every page there is, most specific first. */
export function routes(): Route[] {
  const files = filesOf('route.ts')
  return filesOf('page.tsx')
    .sort((a, b) => dynamic(a) - dynamic(b) || b.length - a.length)
    .map((parts) => {
      const expression = expressionOf(parts)
      // A file has a name of its own where a page's last part may be anything.
      const nearer = files.filter((file) => dynamic(file) < dynamic(parts)).map(expressionOf)
      return {
        pattern: `/${parts.join('/')}`,
        matches: (path) =>
          expression.test(shownAt[path] ?? path) && !nearer.some((file) => file.test(path)),
      }
    })
}

/** The folders of the pages or files of the application, without those that are no part of an address. */
function filesOf(name: string): string[][] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file === name || file.endsWith(`/${name}`))
    .map((file) =>
      file
        .split('/')
        .slice(0, -1)
        .filter((part) => !/^\(.*\)$/.test(part)),
    )
}

function expressionOf(parts: string[]): RegExp {
  return new RegExp(`^/${parts.map(segment).join('/')}/?$`)
}

function dynamic(parts: string[]): number {
  return parts.filter((part) => part.startsWith('[')).length
}

function segment(part: string): string {
  if (/^\[\[?\.\.\./.test(part)) return '.*'
  if (part.startsWith('[')) return '[^/]+'
  return part.replace(/[.*+?^${}()|\\]/g, '\\$&')
}
