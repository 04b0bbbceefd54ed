import { buildApp } from '../setup/build.mjs'
import { bin, fromRoot } from '../setup/paths.mjs'
import { demonstration } from './demonstration.mjs'
import { docsPaths } from './docs-paths.mjs'
import { countedScript, journeys, passOrFail, types, unitTests } from './programs.mjs'
import { restoreDrill } from './restore-drill.mjs'
import { scriptSizes } from './script-sizes.mjs'

const GOLD = fromRoot('../shared/gold')

/** Every step of the proof under the name it is told by. Each resolves to `{ passed, failed, output? }`. */
export const steps = {
  'lint and format': () => passOrFail([bin.biome, 'check', '--error-on-warnings']),
  types,
  'unused code': () => passOrFail([bin.knip]),
  'paths named in the documents': docsPaths,
  'rules and formats': () => unitTests(['--project=rules']),
  'tests that changes reach': (...tests) => unitTests(['--project=!rules', ...tests]),
  'unit and service tests, both databases': () => unitTests(),
  'gold vectors': () => countedScript('gold', [GOLD]),
  'attacks on the published figures': () => countedScript('attack'),
  build: async () => {
    await buildApp()
    return { passed: 1, failed: 0 }
  },
  'script a page loads': scriptSizes,
  'the demonstration': demonstration,
  'a backup restored on a new cluster': () => restoreDrill(process.env.TEST_DATABASE_URL),
  ...Object.fromEntries(
    ['phone', 'desktop'].flatMap((screen) => [
      [`journeys on the embedded database, ${screen}`, () => journeys(screen, {})],
      [
        `journeys on PostgreSQL, ${screen}`,
        () => journeys(screen, { E2E_DATABASE_URL: process.env.TEST_DATABASE_URL }),
      ],
    ]),
  ),
}
