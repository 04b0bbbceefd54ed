import { expect, test } from 'vitest'
import { runAttacks } from './run-attacks'

test('no attack recovers anything, and every control does', () => {
  for (const finding of runAttacks({ seed: 7, histories: 8 })) {
    expect(finding, `${finding.test}: ${finding.recovered}; ${finding.control}`).toMatchObject({
      passed: true,
    })
  }
})
