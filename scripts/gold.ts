import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { runGold } from './gold/run-gold'

/** `npm run gold -- <folder>`: every suite file of the folder against the domain functions. */
function main(): number {
  const folder = process.argv[2]
  if (!folder || folder === '--help') {
    process.stdout.write('Usage: npm run gold -- <folder with suite files>\n')
    return folder ? 0 : 2
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
  return failed === 0 && passed > 0 ? 0 : 1
}

process.exitCode = main()
