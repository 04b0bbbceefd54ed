import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installedBrowser } from '../setup/browser.mjs'
import { runNode, runToEnd } from '../setup/child.mjs'
import { npm } from '../setup/install.mjs'
import { bin } from '../setup/paths.mjs'
import { freePort } from '../setup/port.mjs'
import { brokenAttacks, failedTests, shakyJourneys } from './failed-names.mjs'

/** Runs a program that either succeeds or fails as a whole. */
export async function passOrFail(args, options) {
  const { code, output } = await runNode(args, options)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output }
}

/** Runs an npm script that ends with "N passed, N failed". */
export async function countedScript(name, args = [], env = {}) {
  const [command, first] = npm()
  const { code, output } = await runToEnd(
    command,
    [...first, 'run', '--silent', name, '--', ...args],
    { env },
  )
  const closing = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1)
  const passed = Number(closing?.[1] ?? 0)
  const failed = Number(closing?.[2] ?? 0)
  const silentFailure = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: silentFailure ? 1 : failed, output, notes: brokenAttacks(output) }
}

/** Runs vitest, over all tests or those that its arguments name. */
export function unitTests(args = []) {
  return withReport(async (report) => {
    const { code, output } = await runNode(
      [
        bin.vitest,
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...args,
      ],
      { env: { NO_COLOR: '1' } },
    )
    const counts = readReport(report)
    return {
      ...settle(counts?.numPassedTests, counts?.numFailedTests, code, output),
      notes: failedTests(counts),
    }
  })
}

/**
 * Runs the browser journeys of one screen on a site of their own; one that passes only at its second try counts as
 * passed and is named.
 */
export function journeys(screen, env) {
  return withReport(async (report) => {
    const { code, output } = await runNode(
      [bin.playwright, 'test', '--reporter=list,json', `--project=${screen}`],
      {
        env: {
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
          NO_COLOR: '1',
          CI: '1',
          E2E_CHROMIUM: installedBrowser(),
          E2E_PORT: String(await freePort()),
          ...env,
        },
      },
    )
    const { stats, suites = [] } = readReport(report) ?? {}
    return {
      ...settle(stats && stats.expected + stats.flaky, stats?.unexpected, code, output),
      notes: shakyJourneys(suites),
    }
  })
}

/** Types the routes first, so that a fresh clone knows them too. */
export async function types() {
  const routes = await runNode([bin.next, 'typegen'], { env: { NEXT_TELEMETRY_DISABLED: '1' } })
  if (routes.code !== 0) return { passed: 0, failed: 1, output: routes.output }
  return passOrFail([bin.tsc, '--noEmit', '-p', '.'])
}

// A file that cannot be loaded holds no failed test, only a failed exit.
function settle(passed = 0, failed = 0, code, output) {
  const silentFailure = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: silentFailure ? 1 : failed, output }
}

async function withReport(run) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-report-'))
  try {
    return await run(join(folder, 'report.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const readReport = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined)
