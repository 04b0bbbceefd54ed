import type { GoldResults } from '@/server/domain/method/gold-results'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import type { GoldReport } from './run-gold'

/** What is published of a run in which every case passed. */
export function resultsOf(reports: readonly GoldReport[], checkedOn: string): GoldResults {
  return {
    method: METHOD_VERSION,
    checkedOn,
    suites: reports.map(({ suite, passed, tolerance, worst }) => ({
      suite,
      cases: passed,
      tolerance,
      worstBelow: bound(worst),
    })),
  }
}

/** Why published results no longer say what a run found; none when they do. */
export function staleness(published: GoldResults, reports: readonly GoldReport[]): string[] {
  const found = resultsOf(reports, published.checkedOn)
  const said = (results: GoldResults) =>
    results.suites.map(({ suite, cases, tolerance }) => `${suite}: ${cases} within ${tolerance}`)
  const exceeded = reports.filter(({ suite, worst }) => {
    const known = published.suites.find((each) => each.suite === suite)
    return known !== undefined && worst > known.worstBelow
  })
  return [
    ...(published.method === found.method ? [] : [`method ${published.method}`]),
    ...said(published).filter((line) => !said(found).includes(line)),
    ...said(found).filter((line) => !said(published).includes(line)),
    ...exceeded.map(({ suite, worst }) => `${suite}: a difference of ${worst}`),
  ]
}

/** The next power of ten above twice the difference: another processor may round the last digit otherwise. */
function bound(worst: number): number {
  return worst === 0 ? 0 : Number(`1e${Math.ceil(Math.log10(2 * worst))}`)
}
