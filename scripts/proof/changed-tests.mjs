import { dirname } from 'node:path'
import { readImporters } from '../../server/testing/importers.mjs'
import { runToEnd } from '../setup/child.mjs'
import { PlainError } from '../setup/plain-error.mjs'

const TEST = /\.test\.(?:tsx?|mts)$/
const MIGRATION = /^drizzle\//

/** Whether a test is one of the rules, which `check` runs in any case (vitest.config.ts). */
export const isRule = (test) =>
  /^(?:server\/(?:domain|formats)\/|scripts\/|server\/(?:rooms|words-once))(?!.*\b(?:work|import|import-large|import-tables|export|invite)\.test).*\.test\.ts$/.test(
    test,
  )

/** The files that differ from the main branch, committed or not. */
export async function changedFiles() {
  const base = (await git('merge-base', 'HEAD', await mainBranch()))[0]
  const changed = await git('diff', '--name-only', '--diff-filter=d', base)
  const fresh = await git('ls-files', '--others', '--exclude-standard')
  return [...new Set([...changed, ...fresh])]
}

async function mainBranch() {
  const { code } = await runToEnd('git', ['rev-parse', '--verify', '--quiet', 'origin/main'])
  return code === 0 ? 'origin/main' : 'main'
}

async function git(...args) {
  const { code, output } = await runToEnd('git', args)
  if (code !== 0) throw new PlainError(`git ${args[0]}: ${output.trim()}`)
  return output.split('\n').filter(Boolean)
}

/**
 * The tests that reach one of the files by their imports, those nearest to a changed file first: a test of the file
 * itself, then of what imports it, and so on.
 */
export function testsReaching(files, importers = readImporters()) {
  const seen = new Set()
  const tests = []
  // No file imports a migration; this one reads them all.
  let ring = files.map((file) => (MIGRATION.test(file) ? 'server/db/migrate.ts' : file))
  while (ring.length > 0) {
    const fresh = [...new Set(ring)].filter((file) => !seen.has(file))
    for (const file of fresh) seen.add(file)
    const near = (file) => files.some((each) => dirname(each) === dirname(file))
    const found = fresh.filter((file) => TEST.test(file)).sort()
    tests.push(...found.filter(near), ...found.filter((file) => !near(file)))
    ring = fresh.flatMap((file) => importers.get(file) ?? [])
  }
  return tests
}
