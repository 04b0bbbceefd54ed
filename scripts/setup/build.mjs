import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNode } from './child.mjs'
import { fingerprint, readStamp } from './fingerprint.mjs'
import { bin, fromRoot } from './paths.mjs'
import { PlainError, say } from './plain-error.mjs'
import { writeSbom } from './sbom.mjs'

const SOURCES = [
  'app',
  'server',
  'messages',
  'public',
  'drizzle',
  'instrumentation.ts',
  'instrumentation-node.ts',
  'instrumentation-site.ts',
  'proxy.ts',
  'next.config.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
const DIST = process.env.NEXT_DIST_DIR || '.next'

/** Builds the application unless the last build was made from these very sources. */
export async function buildApp() {
  const stamp = fromRoot(join(DIST, 'plumbline-sources'))
  const wanted = fingerprint(SOURCES, process.versions.modules)
  if (readStamp(stamp) === wanted) return { built: false, output: '' }
  say('Building …')
  const { code, output } = await runNode([bin.next, 'build'], {
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (code !== 0) {
    mkdirSync(fromRoot('.plumbline'), { recursive: true })
    writeFileSync(fromRoot('.plumbline/build.log'), output)
    throw Object.assign(
      new PlainError('The build failed; .plumbline/build.log holds what it said.'),
      { output },
    )
  }
  await writeSbom(join(DIST, 'sbom.cdx.json'))
  writeFileSync(stamp, `${wanted}\n`)
  return { built: true, output }
}
