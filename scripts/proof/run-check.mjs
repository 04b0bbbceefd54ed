import { installPackages } from '../setup/install.mjs'
import { bin } from '../setup/paths.mjs'
import { runCommand } from '../setup/plain-error.mjs'
import { docsPaths } from './docs-paths.mjs'
import { passOrFail, types, unitTests } from './programs.mjs'
import { startTally } from './tally.mjs'

/** The fast part of the proof: what a person runs before each commit. */
export const runCheck = () =>
  runCommand(async () => {
    await installPackages()
    const { step, close } = startTally()
    await step('lint and format', () => passOrFail([bin.biome, 'check', '--error-on-warnings']))
    await step('types', types)
    await step('unused code', () => passOrFail([bin.knip]))
    await step('paths named in the documents', docsPaths)
    await step('rules and formats', () => unitTests(['server/domain', 'server/formats', 'scripts']))
    close()
  })
