import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('./proof/run-check.mjs').then(({ runCheck }) => runCheck())
} else {
  process.exitCode = 1
}
