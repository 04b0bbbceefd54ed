import { expect, test } from 'vitest'
import { fromRoot } from '../setup/paths.mjs'
import { brokenAttacks, failedTests, shakyJourneys } from './failed-names.mjs'

test('attacks that got through are named', () => {
  const output = 'held   T1 votes\n         tried  1\nBROKEN T4 one Send\n         tried  2\n'
  expect(brokenAttacks(output)).toEqual(['failed: T4 one Send'])
})

test('tests that failed are named with their file, and a file that could not be loaded', () => {
  const passed = { status: 'passed', fullName: 'adds' }
  const failed = { status: 'failed', fullName: 'takes away' }
  const testResults = [
    { name: fromRoot('server/sum.test.ts'), status: 'failed', assertionResults: [passed, failed] },
    { name: fromRoot('server/none.test.ts'), status: 'failed', assertionResults: [] },
    { name: fromRoot('server/well.test.ts'), status: 'passed', assertionResults: [passed] },
  ]
  expect(failedTests({ testResults })).toEqual([
    'failed: takes away (server/sum.test.ts)',
    'failed: server/none.test.ts as a whole',
  ])
  expect(failedTests(undefined)).toEqual([])
})

test('journeys that failed are told from those that passed at their second try', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] })
  const suites = [
    {
      specs: [spec('reads', 'expected')],
      suites: [{ specs: [spec('sends', 'unexpected'), spec('waits', 'flaky')] }],
    },
  ]
  expect(shakyJourneys(suites)).toEqual(['failed: sends', 'passed at its second try only: waits'])
})
