import { describe, expect, it } from 'vitest'
import { meantWords } from './search-words'

describe('what a query meant', () => {
  it.each([
    ['machinst', ['Machinists'], 'machinists'],
    ['CNC machning', ['CNC Machining Certificate'], 'cnc machining'],
    ['machin', ['Machinists'], null],
    ['CNC', ['CNC Machining Certificate'], null],
    ['welder', ['Machinists'], null],
    ['', ['Machinists'], null],
    ['machinst', [], null],
  ])('%s among %j is %s', (query, titles, meant) => {
    expect(meantWords(query, titles)).toBe(meant)
  })
})
