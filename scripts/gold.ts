import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { resultsOf } from './gold/results'
import { type GoldReport, runGold } from './gold/run-gold'

const RESULTS = join(import.meta.dirname, '../server/domain/method/gold-results.json')

/**
 * `npm run gold -- <folder>`: every suite file of the folder against the domain functions.
 * With `--write`, what came of it is kept for the technical note, if every case passed.
 */
function main(): number {
  const folder = process.argv[2]
  if (!folder || folder.startsWith('--')) {
    process.stdout.write('Usage: npm run gold -- <folder with suite files> [--write]\n')
    return folder === '--help' ? 0 : 2
  }
  if (!existsSync(resolve(folder))) {
    process.stderr.write(`There is no folder ${folder}.\n`)
    return 2
  }
  const reports = runGold(resolve(folder))
  for (const { suite, passed, failures } of reports) {
    process.stdout.write(`${suite}: ${passed} of ${passed + failures.length}\n`)
    for (const failure of failures) process.stdout.write(`  ${failure}\n`)
  }
  const passed = reports.reduce((sum, report) => sum + report.passed, 0)
  const failed = reports.reduce((sum, report) => sum + report.failures.length, 0)
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  const held = failed === 0 && passed > 0
  if (held && process.argv.includes('--write')) write(reports)
  return held ? 0 : 1
}

function write(reports: readonly GoldReport[]): void {
  const today = new Date().toISOString().slice(0, 10)
  writeFileSync(RESULTS, `${JSON.stringify(resultsOf(reports, today), null, 2)}\n`)
  process.stdout.write('Kept in server/domain/method/gold-results.json.\n')
}

process.exitCode = main()
