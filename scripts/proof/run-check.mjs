import { installPackages } from '../setup/install.mjs'
import { runCommand } from '../setup/plain-error.mjs'
import { runLanes } from './lanes.mjs'
import { endSteps } from './run-step.mjs'
import { startTally } from './tally.mjs'

const LANES = [
  ['rules and formats', 'paths named in the documents'],
  ['types', 'lint and format', 'unused code'],
]

/** The fast part of the proof: what a person runs before each commit. */
export const runCheck = () =>
  runCommand(async () => {
    await installPackages()
    const tally = startTally()
    const leave = async () => {
      await endSteps()
      process.exit(130)
    }
    process.on('SIGINT', leave)
    process.on('SIGTERM', leave)
    await runLanes(
      LANES,
      (name) => tally.step(name),
      () => true,
    )
    tally.close()
  })
