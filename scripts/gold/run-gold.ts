import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { agreementSuites } from './agreement-suites'
import { differences, worstDifference } from './differences'
import { estimateSuites } from './estimate-suites'
import { releaseSuites } from './release-suites'
import { type Check, GoldFile, type GoldSuite } from './suite'

const SUITES: Readonly<Record<string, GoldSuite>> = {
  ...estimateSuites,
  ...agreementSuites,
  ...releaseSuites,
}

export type GoldReport = {
  suite: string
  passed: number
  failures: string[]
  tolerance: number
  /** The largest difference of any number from its expectation. */
  worst: number
}

/** Runs every suite file of a folder against the domain. A file that is no suite or an unknown one counts as a failure. */
export function runGold(folder: string): GoldReport[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
  return files.map((name) => runFile(name, readFileSync(join(folder, name), 'utf8')))
}

function runFile(name: string, text: string): GoldReport {
  const parsed = GoldFile.safeParse(parseJson(text))
  if (!parsed.success) {
    return failed(name, `${name}: not a suite file`)
  }
  const file = parsed.data
  const suite = SUITES[file.suite]
  if (!suite) {
    return failed(file.suite, `${name}: no such suite is known`)
  }
  const failures: string[] = []
  let worst = 0
  const check: Check = (expected, actual, tolerance, path) => {
    worst = Math.max(worst, worstDifference(expected, actual))
    return differences(expected, actual, tolerance, path)
  }
  for (const testCase of file.cases) {
    const found = attempt(() => suite(testCase, file, check))
    if (found.length > 0) failures.push(`${testCase.id}: ${found.slice(0, 5).join('; ')}`)
  }
  return {
    suite: file.suite,
    passed: file.cases.length - failures.length,
    failures,
    tolerance: file.tolerance.abs,
    worst,
  }
}

function failed(suite: string, failure: string): GoldReport {
  return { suite, passed: 0, failures: [failure], tolerance: 0, worst: 0 }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function attempt(run: () => string[]): string[] {
  try {
    return run()
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
