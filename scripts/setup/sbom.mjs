import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { runToEnd } from './child.mjs'
import { npm } from './install.mjs'
import { fromRoot } from './paths.mjs'
import { PlainError } from './plain-error.mjs'

/** Writes the CycloneDX bill of what runs, as package-lock.json has it. */
export async function writeSbom(path) {
  const [command, first] = npm()
  const { code, output } = await runToEnd(command, [
    ...first,
    'sbom',
    '--package-lock-only',
    '--sbom-format=cyclonedx',
    '--sbom-type=application',
    '--omit=dev',
    '--loglevel=silent',
  ])
  if (code !== 0) throw new PlainError(`npm sbom failed: ${output.trim()}`)
  const file = fromRoot(path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, output)
  return JSON.parse(output)
}
