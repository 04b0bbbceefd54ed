import { runCommand, say } from './setup/plain-error.mjs'
import { writeSbom } from './setup/sbom.mjs'

const PATH = '.next/sbom.cdx.json'

await runCommand(async () => {
  const { components } = await writeSbom(PATH)
  say(`${PATH} lists ${components.length} packages.`)
})
