import { expect, test } from '@playwright/test'
import { reachedByAll } from './reached'
import { routes } from './routes'

test('every page was reached by somebody’s links', () => {
  const reached = reachedByAll(test.info().project.metadata.screen)
  test.skip(!reached, 'Not everybody’s pages were tried.')
  const missed = routes().filter(({ pattern }) => !reached?.has(pattern))
  expect(missed.map(({ pattern }) => pattern)).toEqual([])
})
