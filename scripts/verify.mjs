import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('./proof/run-verify.mjs').then(({ runVerify }) => runVerify())
} else {
  process.exitCode = 1
}
