import { existsSync } from 'node:fs'
import { findBrowser } from '../setup/browser.mjs'
import { installPackages } from '../setup/install.mjs'
import { fromRoot } from '../setup/paths.mjs'
import { PlainError, runCommand } from '../setup/plain-error.mjs'
import { startPostgres } from '../setup/postgres.mjs'
import { runLanes } from './lanes.mjs'
import { endSteps } from './run-step.mjs'
import { startTally } from './tally.mjs'

const ON_EMBEDDED = ['desktop', 'phone'].map((at) => `journeys on the embedded database, ${at}`)
const ON_POSTGRES = ['desktop', 'phone'].map((at) => `journeys on PostgreSQL, ${at}`)
const RULES = [
  'lint and format',
  'unused code',
  'paths named in the documents',
  'unit and service tests, both databases',
  'gold vectors',
  'attacks on the published figures',
]
const TRIES_THE_BUILD = [
  'script a page loads',
  ...ON_EMBEDDED,
  ...ON_POSTGRES,
  'a backup restored on a new cluster',
  'the demonstration',
]
const LANES = [['types', 'build', ...TRIES_THE_BUILD], RULES]

/** The whole proof, from a clean clone: installs what it needs, runs both lanes and ends with the count. */
export const runVerify = () =>
  runCommand(async () => {
    await installPackages()
    const tally = startTally()
    const clusters = []
    const stop = () => Promise.all(clusters.map((cluster) => cluster.stop()))
    const leave = async () => {
      await endSteps()
      await stop()
      process.exit(130)
    }
    process.on('SIGINT', leave)
    process.on('SIGTERM', leave)
    try {
      const lacking = await prepare(tally, clusters)
      const outcome = new Map()
      const run = async (name, lane) => {
        const why = lacking.get(name) ?? (outcome.get('build') === false && needsBuild(name))
        if (why) return tally.skip(name, why)
        outcome.set(name, await tally.step(name, { postgres: clusters[lane] }))
      }
      await runLanes(LANES, run, (name) => !needsBuild(name) || outcome.get('build'))
    } finally {
      await stop()
    }
    tally.close()
  })

const needsBuild = (name) => TRIES_THE_BUILD.includes(name) && 'there is no build to try'

/** A cluster for each lane, and a browser; answers which steps have to be left out, and why. */
async function prepare({ own, skip }, clusters) {
  const lacking = new Map()
  const without = (why, ...names) => {
    for (const name of names) lacking.set(name, why)
  }
  if (!existsSync(fromRoot('../shared/data')))
    skip('real files', 'the folder ../shared/data is absent')
  if (!existsSync(fromRoot('../shared/gold')))
    without('the folder ../shared/gold is absent', 'gold vectors')
  const postgres = await own('PostgreSQL to test against', async () => {
    for (const _ of LANES) clusters.push(await startPostgres())
  })
  if (!postgres) without('there is no PostgreSQL', ...ON_POSTGRES)
  const browser = await own('browser to try pages with', async () => {
    if (await findBrowser()) return
    throw new PlainError('No browser was found. Install Chromium, or set E2E_CHROMIUM.')
  })
  if (!browser) {
    without('there is no browser', ...ON_EMBEDDED, ...ON_POSTGRES)
  }
  return lacking
}
