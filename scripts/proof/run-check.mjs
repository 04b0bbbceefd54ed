import { parseArgs } from 'node:util'
import { installPackages } from '../setup/install.mjs'
import { PlainError, runCommand, say } from '../setup/plain-error.mjs'
import { installedPrograms, startPostgres } from '../setup/postgres.mjs'
import { changedFiles, isRule, testsReaching } from './changed-tests.mjs'
import { runLanes } from './lanes.mjs'
import { endSteps } from './run-step.mjs'
import { startTally } from './tally.mjs'

const READ = ['types', 'lint and format', 'unused code', 'paths named in the documents']
const REACH = 'tests that changes reach'
/** So many test files are read in a minute, on both databases; what is farther from a change is for `verify`. */
const NEAR = 20

/**
 * The fast part of the proof: what a person runs before each commit. With `--changed` also the tests that reach what
 * differs from the main branch, the nearest first, on PostgreSQL too where there is one.
 */
export const runCheck = () =>
  runCommand(async () => {
    const { changed } = readArguments()
    await installPackages()
    const tally = startTally()
    let postgres
    const leave = async () => {
      await endSteps()
      await postgres?.stop()
      process.exit(130)
    }
    process.on('SIGINT', leave)
    process.on('SIGTERM', leave)
    try {
      const tests = changed
        ? testsReaching(await changedFiles()).filter((test) => !isRule(test))
        : []
      if (tests.length > 0 && (process.env.TEST_DATABASE_URL || installedPrograms())) {
        postgres = await startPostgres()
      }
      const reach = tests.length > 0 ? [REACH] : []
      const run = (name) =>
        tally.step(name, name === REACH ? { args: tests.slice(0, NEAR), postgres } : {})
      await runLanes([['rules and formats', ...reach], READ], run, () => true)
      for (const test of tests.slice(NEAR))
        say(`-      ${test}: reached from farther, left to verify`)
    } finally {
      await postgres?.stop()
    }
    tally.close()
  })

function readArguments() {
  try {
    return parseArgs({ options: { changed: { type: 'boolean', default: false } } }).values
  } catch {
    throw new PlainError('Usage: npm run check -- [--changed]')
  }
}
