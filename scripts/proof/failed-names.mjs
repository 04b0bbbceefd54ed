import { relative } from 'node:path'
import { ROOT } from '../setup/paths.mjs'

// What failed, by name, a line each: the last lines of a proof are often all that is kept of it.

/** Of what the attacks print. */
export const brokenAttacks = (output) =>
  [...output.matchAll(/^BROKEN\s+(.+)$/gm)].map(([, title]) => `failed: ${title}`)

/** Of vitest's report. */
export const failedTests = (report) =>
  (report?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const file = relative(ROOT, name)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [`failed: ${file} as a whole`]
    return failed.map(({ fullName }) => `failed: ${fullName} (${file})`)
  })

/** Of Playwright's report; what passes only at its second try counts as passed. */
export const shakyJourneys = (suites) => [
  ...titlesOf(suites, 'unexpected').map((title) => `failed: ${title}`),
  ...titlesOf(suites, 'flaky').map((title) => `passed at its second try only: ${title}`),
]

const titlesOf = (suites, wanted) =>
  suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === wanted))
      .map(({ title }) => title),
    ...titlesOf(inner, wanted),
  ])
