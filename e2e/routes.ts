import { readdirSync } from 'node:fs'
import { twins } from '../server/http/twins.mjs'

const shownAt: Record<string, string> = twins

/** A page of the application, as its folder names it, such as `/o/[org]/maps/[credential]`. */
export type Route = {
  pattern: string
  /** It shows everybody the same: it stands in a group of the public, such as `(home)`. */
  public: boolean
  matches(path: string): boolean
}

/** Every page there is, most specific first. */
export function routes(): Route[] {
  const files = foldersOf('route.ts').map(withoutGroups)
  return foldersOf('page.tsx')
    .map((folders) => ({ parts: withoutGroups(folders), public: folders.some(isGroup) }))
    .sort((a, b) => dynamic(a.parts) - dynamic(b.parts) || b.parts.length - a.parts.length)
    .map(({ parts, ...route }) => {
      const expression = expressionOf(parts)
      // A file has a name of its own where a page's last part may be anything.
      const nearer = files.filter((file) => dynamic(file) < dynamic(parts)).map(expressionOf)
      return {
        ...route,
        pattern: `/${parts.join('/')}`,
        matches: (path) =>
          expression.test(shownAt[path] ?? path) && !nearer.some((file) => file.test(path)),
      }
    })
}

/** The folders of each page or file of the application. */
function foldersOf(name: string): string[][] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file === name || file.endsWith(`/${name}`))
    .map((file) => file.split('/').slice(0, -1))
}

const isGroup = (folder: string) => /^\(.*\)$/.test(folder)

/** A group is no part of an address. */
function withoutGroups(folders: string[]): string[] {
  return folders.filter((folder) => !isGroup(folder))
}

function expressionOf(parts: string[]): RegExp {
  return new RegExp(`^${parts.map(segment).join('')}/?$`)
}

function dynamic(parts: string[]): number {
  return parts.filter((part) => part.startsWith('[')).length
}

function segment(part: string): string {
  if (part.startsWith('[[...')) return '(?:/.*)?'
  if (part.startsWith('[...')) return '/.*'
  if (part.startsWith('[')) return '/[^/]+'
  return `/${part.replace(/[.*+?^${}()|\\]/g, '\\$&')}`
}
