import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { fromRoot } from '../setup/paths.mjs'

const DIST = process.env.NEXT_DIST_DIR || '.next'
const KILOBYTE = 1024
const LIGHT = 140 * KILOBYTE
const WORKSPACE = 220 * KILOBYTE

/** Weighs, gzipped, the script each page loads first, against what its kind of page may weigh. */
export async function scriptSizes() {
  const rows = pages().map((page) => {
    const limit = /^\/(?:o|operator)(?:\/|$)/.test(page.route) ? WORKSPACE : LIGHT
    return { ...page, limit, fits: page.bytes <= limit }
  })
  const heavy = rows.filter((row) => !row.fits)
  const output = [...rows]
    .sort((a, b) => b.bytes - a.bytes)
    .map(
      ({ route, bytes, limit, fits }) =>
        `${(bytes / KILOBYTE).toFixed(1).padStart(7)} kB of ${limit / KILOBYTE}  ${fits ? '' : 'TOO HEAVY '}${route}`,
    )
    .join('\n')
  return {
    passed: rows.length - heavy.length,
    failed: rows.length === 0 ? 1 : heavy.length,
    output,
  }
}

function pages() {
  const folder = fromRoot(join(DIST, 'server/app'))
  const shared = JSON.parse(readFileSync(fromRoot(join(DIST, 'build-manifest.json')), 'utf8'))
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('page_client-reference-manifest.js'))
    .map((name) => {
      const files = new Set([...(shared.rootMainFiles ?? []), ...entryFiles(join(folder, name))])
      return {
        route: routeOf(name),
        bytes: [...files].reduce((sum, file) => sum + gzipped(file), 0),
      }
    })
}

// The manifest is a script that hangs one object on the global scope.
function entryFiles(path) {
  const scope = {}
  runInNewContext(readFileSync(path, 'utf8'), Object.assign(scope, { globalThis: scope }))
  return Object.values(scope.__RSC_MANIFEST ?? {}).flatMap(({ entryJSFiles = {} }) =>
    Object.values(entryJSFiles).flat(),
  )
}

function routeOf(name) {
  const parts = name
    .split('/')
    .slice(0, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
  return `/${parts.join('/')}`
}

const weights = new Map()

function gzipped(file) {
  const name = file.replace(/^\/?_next\//, '')
  if (!name.endsWith('.js')) return 0
  if (!weights.has(name)) {
    weights.set(name, gzipSync(readFileSync(fromRoot(join(DIST, name))), { level: 9 }).length)
  }
  return weights.get(name)
}
