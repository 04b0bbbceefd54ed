import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fromRoot } from '../setup/paths.mjs'

const TOP_LEVEL = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']
const FOLDERS = /^(?:app|server|scripts|docs|drizzle|e2e|messages|public|\.ci)\//

/** Holds every path that a document names against the files that exist. */
export async function docsPaths() {
  const documents = [...TOP_LEVEL.filter((name) => existsSync(fromRoot(name))), ...markdown('docs')]
  const missing = documents.flatMap((document) =>
    [...namedPaths(document)]
      .filter(([, path]) => !existsSync(fromRoot(path)))
      .map(([written]) => `${document} names ${written}, which does not exist`),
  )
  return {
    passed: documents.length - new Set(missing.map((line) => line.split(' ')[0])).size,
    failed: missing.length,
    output: missing.join('\n'),
  }
}

function markdown(folder) {
  if (!existsSync(fromRoot(folder))) return []
  return readdirSync(fromRoot(folder), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
}

// Paths are links `[..](path)`, and code spans that begin with a folder of the project.
function* namedPaths(document) {
  const text = readFileSync(fromRoot(document), 'utf8').replace(/```[\s\S]*?```/g, '')
  for (const [, target] of text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)) {
    if (!/^[a-z]+:/.test(target)) yield [target, join(dirname(document), target)]
  }
  for (const [, span] of text.matchAll(/`([^`\n]+)`/g)) {
    const path = span.replace(/\/?\*.*$/, '')
    if (FOLDERS.test(`${path}/`) && !/[\s<{]/.test(path)) yield [span, path]
  }
}
