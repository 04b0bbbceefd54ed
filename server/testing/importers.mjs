import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const FOLDERS = ['app', 'server', 'scripts', 'e2e', 'messages']
const CODE = /\.(?:tsx?|mts|mjs|json)$/

/**
 * Which files import a file, by reading the code of the project; an import of types alone is one too.
 * @returns {Map<string, string[]>} both as paths from the root
 */
export function readImporters() {
  const files = new Set(FOLDERS.flatMap(codeUnder))
  const importers = new Map()
  for (const file of files) {
    const text = readFileSync(join(ROOT, file), 'utf8')
    for (const [, named] of text.matchAll(/(?:from|import|import\(|mock\()\s*['"]([^'"]+)['"]/g)) {
      const imported = resolve(file, named, files)
      if (imported) importers.set(imported, [...(importers.get(imported) ?? []), file])
    }
  }
  return importers
}

function codeUnder(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && CODE.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
}

function resolve(file, named, files) {
  if (!/^(?:\.|@\/)/.test(named)) return undefined
  const path = named.startsWith('@/') ? named.slice(2) : normalize(join(dirname(file), named))
  return [path, `${path}.ts`, `${path}.tsx`, `${path}.mts`, `${path}/index.ts`].find((each) =>
    files.has(each),
  )
}
