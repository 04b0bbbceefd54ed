import { existsSync } from 'node:fs'
import { findBrowser } from '../setup/browser.mjs'
import { buildApp } from '../setup/build.mjs'
import { endRunning } from '../setup/child.mjs'
import { installPackages } from '../setup/install.mjs'
import { bin, fromRoot } from '../setup/paths.mjs'
import { PlainError, runCommand, say } from '../setup/plain-error.mjs'
import { startPostgres } from '../setup/postgres.mjs'
import { demonstration } from './demonstration.mjs'
import { docsPaths } from './docs-paths.mjs'
import { countedScript, journeys, passOrFail, types, unitTests } from './programs.mjs'
import { restoreDrill } from './restore-drill.mjs'
import { scriptSizes } from './script-sizes.mjs'
import { startTally } from './tally.mjs'

const GOLD = fromRoot('../shared/gold')
const DATA = fromRoot('../shared/data')

/** The whole proof, from a clean clone: installs what it needs and ends with the count. */
export const runVerify = () =>
  runCommand(async () => {
    await installPackages()
    const tally = startTally()
    let postgres
    const leave = async () => {
      endRunning()
      await postgres?.stop()
      process.exit(130)
    }
    process.on('SIGINT', leave)
    process.on('SIGTERM', leave)
    try {
      await tally.step('PostgreSQL to test against', async () => {
        postgres = await startPostgres()
        return { passed: 1, failed: 0 }
      })
      await readCode(tally)
      await runRules(tally, postgres?.url)
      await runPages(tally, postgres?.url)
    } finally {
      await postgres?.stop()
    }
    tally.close()
  })

async function readCode({ step }) {
  await step('lint and format', () => passOrFail([bin.biome, 'check', '--error-on-warnings']))
  await step('types', types)
  await step('unused code', () => passOrFail([bin.knip]))
  await step('paths named in the documents', docsPaths)
}

async function runRules({ step, skip }, url) {
  if (!existsSync(DATA)) skip('real files', 'the folder ../shared/data is absent')
  await step('unit and service tests, both databases', () =>
    unitTests([], url ? { TEST_DATABASE_URL: url } : {}),
  )
  if (existsSync(GOLD)) await step('gold vectors', () => countedScript('gold', [GOLD]))
  else skip('gold vectors', 'the folder ../shared/gold is absent')
  await step('attacks on the published figures', () =>
    countedScript('attack', [], url ? { TEST_DATABASE_URL: url } : {}),
  )
}

async function runPages({ step, skip }, url) {
  const built = await step('build', async () => {
    await buildApp()
    return { passed: 1, failed: 0 }
  })
  if (!built) return skip('pages', 'there is no build to try')
  await step('script a page loads', scriptSizes)
  await step('the demonstration', demonstration)
  await step('a backup restored on a new cluster', () => restoreDrill(url))
  let browser
  const found = await step('browser to try pages with', async () => {
    browser = await findBrowser()
    if (!browser) {
      throw new PlainError('No browser was found. Install Chromium, or set E2E_CHROMIUM.')
    }
    return { passed: 1, failed: 0 }
  })
  if (!found) return
  const engines = [
    ['the embedded database', {}],
    ...(url ? [['PostgreSQL', { E2E_DATABASE_URL: url }]] : []),
  ]
  for (const [name, env] of engines) {
    await step(`journeys on ${name}`, () => journeys({ E2E_CHROMIUM: browser, ...env }))
  }
  say()
}
