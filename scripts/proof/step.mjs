// Runs one step of the proof in a process of its own, so that what it costs can be told apart,
// and answers its parent with what came of it.
import { endRunning } from '../setup/child.mjs'
import { steps } from './steps.mjs'

const leave = () => {
  endRunning()
  process.exit(130)
}
process.on('SIGINT', leave)
process.on('SIGTERM', leave)
process.on('disconnect', leave)

const [name, ...args] = process.argv.slice(2)
const result = await steps[name](...args).catch((error) => ({
  passed: 0,
  failed: 1,
  output: error.output ?? error.stack,
}))
process.off('disconnect', leave)
process.send(result, () => process.exit())
