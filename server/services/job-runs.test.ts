import { expect, test } from 'vitest'
import { describeOnBothEngines } from '@/server/testing/databases'
import { takeTurn } from './job-runs'

describeOnBothEngines('job turns', () => {
  test('a job that is due is taken once, however many ask', async () => {
    const asked = await Promise.all([1, 2, 3, 4].map(() => takeTurn('mail', 60)))
    expect(asked.filter(Boolean)).toHaveLength(1)
    expect(await takeTurn('mail', 60)).toBe(false)
  })

  test('jobs do not take each other’s turns, and a job is due again after its interval', async () => {
    expect(await takeTurn('release', 60)).toBe(true)
    expect(await takeTurn('release', 0)).toBe(true)
  })
})
