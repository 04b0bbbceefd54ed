import { describe, expect, it } from 'vitest'
import { sectorOf } from './industries'

describe('sectorOf', () => {
  it.each([
    ['332', '31-33'],
    ['332710', '31-33'],
    ['31-33', '31-33'],
    ['32', '31-33'],
    ['45', '44-45'],
    ['493', '48-49'],
    ['622110', '62'],
    ['99', null],
    ['3', null],
    ['', null],
    ['33x', null],
  ])('puts %s into sector %s', (code, sector) => {
    expect(sectorOf(code)).toBe(sector)
  })
})
