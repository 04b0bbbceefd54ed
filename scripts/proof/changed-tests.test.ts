import { expect, test } from 'vitest'
import { testsReaching } from './changed-tests.mjs'

test('the tests nearest to a change come first, each once', () => {
  const importers = new Map([
    [
      'server/domain/method/cohorts.ts',
      ['server/services/releases/run-release.ts', 'server/domain/method/cohorts.test.ts'],
    ],
    [
      'server/services/releases/run-release.ts',
      ['server/services/releases/run-release.test.ts', 'server/jobs/release.ts'],
    ],
    [
      'server/jobs/release.ts',
      ['server/jobs/release.test.ts', 'server/services/releases/run-release.ts'],
    ],
  ])
  expect(testsReaching(['server/domain/method/cohorts.ts'], importers)).toEqual([
    'server/domain/method/cohorts.test.ts',
    'server/services/releases/run-release.test.ts',
    'server/jobs/release.test.ts',
  ])
})

test('imports are read as they are written in this project', () => {
  expect(testsReaching(['scripts/proof/lanes.mjs'])).toContain('scripts/proof/lanes.test.ts')
  expect(testsReaching(['server/domain/mail-lanes.ts'])).toContain('server/jobs/ticker.test.ts')
  expect(testsReaching(['drizzle/0000_any.sql'])).not.toEqual([])
})
