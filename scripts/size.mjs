import { scriptSizes } from './proof/script-sizes.mjs'
import { buildApp } from './setup/build.mjs'
import { runCommand, say } from './setup/plain-error.mjs'

await runCommand(async () => {
  await buildApp()
  const { failed, output } = await scriptSizes()
  say(output)
  if (failed > 0) process.exitCode = 1
})
