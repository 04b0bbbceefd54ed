import { nodeIsNewEnough } from './setup/node-version.mjs'

if (nodeIsNewEnough()) {
  import('./setup/run-demo.mjs').then(({ runDemo }) => runDemo())
} else {
  process.exitCode = 1
}
