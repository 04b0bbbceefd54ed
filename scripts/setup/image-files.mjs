import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fromRoot, ROOT } from './paths.mjs'

const DIST = process.env.NEXT_DIST_DIR || '.next'

/** What the image runs: the build, the commands with the parts of the server they load, and what those read. */
const HELD = [
  DIST,
  'node_modules',
  'public',
  'drizzle',
  'messages',
  'server',
  'app/_i18n',
  'scripts/plumbline',
  'scripts/plumbline.ts',
  'scripts/serve.mjs',
  'scripts/setup',
  'docs/licences.md',
  'LICENSE',
  'next.config.mjs',
  'package.json',
  'tsconfig.json',
]

// The build's own cache, tests, the snapshots only a developer reads, and packages nothing loads once
// the application is built: the compiler, a browser's driver, and the image optimizer, which is off, with libvips in it.
const LEFT_OUT = [
  new RegExp(
    `^${DIST.replaceAll('.', '\\.')}/(?:cache|dev|diagnostics|trace.*|plumbline-sources)(?:/|$)`,
  ),
  /^(?!node_modules\/).*\.test\.m?tsx?$/,
  /^server\/testing(?:\/|$)/,
  /^drizzle\/meta(?:\/|$)/,
  /^node_modules\/(?:\.bin|\.cache|\.package-lock\.json|sharp|@img|typescript|@typescript|playwright|playwright-core|@playwright)(?:\/|$)/,
]

/** Whether the image holds a path, told from the root. */
export function isInImage(path) {
  const held = HELD.some((part) => path === part || path.startsWith(`${part}/`))
  return held && !LEFT_OUT.some((pattern) => pattern.test(path))
}

/** Copies what the image holds into a folder. */
export function copyImageFiles(target) {
  for (const part of HELD.filter((name) => existsSync(fromRoot(name)))) {
    mkdirSync(dirname(join(target, part)), { recursive: true })
    cpSync(fromRoot(part), join(target, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => isInImage(relative(ROOT, source)),
    })
  }
}
