import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { GOLD_RESULTS } from '@/server/domain/method/gold-results'
import { resultsOf, staleness } from './results'
import { runGold } from './run-gold'

const SHARED = join(import.meta.dirname, '../../../shared/gold')

test.skipIf(!existsSync(SHARED))(
  'the domain reproduces every reference vector (skipped where ../shared/gold is absent)',
  () => {
    const reports = runGold(SHARED)
    expect(reports.flatMap((report) => report.failures)).toEqual([])
    expect(reports).toHaveLength(18)
    expect(reports.reduce((sum, report) => sum + report.passed, 0)).toBe(114)
  },
)

test.skipIf(!existsSync(SHARED))(
  'the published results are those of this method and these vectors (skipped where ../shared/gold is absent)',
  () => {
    expect(staleness(GOLD_RESULTS, runGold(SHARED))).toEqual([])
  },
)

test('results that a run no longer bears out are stale', () => {
  const report = { suite: 'a', passed: 2, failures: [], tolerance: 1e-8, worst: 3e-10 }
  const published = resultsOf([report], '2026-11-22')
  expect(published.suites).toEqual([{ suite: 'a', cases: 2, tolerance: 1e-8, worstBelow: 1e-9 }])
  expect(staleness(published, [report])).toEqual([])
  expect(staleness(published, [{ ...report, worst: 2e-9 }])).toHaveLength(1)
  expect(staleness(published, [{ ...report, passed: 3 }])).toHaveLength(2)
  expect(staleness(published, [report, { ...report, suite: 'b' }])).toHaveLength(1)
  expect(staleness({ ...published, method: '0.9' }, [report])).toHaveLength(1)
})

test('a wrong expectation and an unknown suite are failures, not silence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gold-'))
  const file = (suite: string, cases: unknown[]) =>
    writeFileSync(
      join(folder, `${suite}.json`),
      JSON.stringify({ suite, tolerance: { abs: 0 }, cases }),
    )
  file('employer_vote', [
    { id: 'right', input: { ratings: [2, 3] }, expected: { vote: 2 } },
    { id: 'wrong', input: { ratings: [2, 3] }, expected: { vote: 3 } },
    { id: 'null', input: { ratings: [null] }, expected: { vote: null } },
    { id: 'bad', input: { ratings: 'no' }, expected: { vote: null } },
  ])
  file('unheard_of', [])
  const reports = runGold(folder)
  rmSync(folder, { recursive: true })
  expect(reports.map(({ passed, failures }) => [passed, failures.length])).toEqual([
    [2, 2],
    [0, 1],
  ])
})
