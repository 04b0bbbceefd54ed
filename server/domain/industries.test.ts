import { describe, expect, it } from 'vitest'
import { sectorNamed, sectorOf } from './industries'

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

describe('sectorNamed', () => {
  it.each([
    ['Manufacturing', '31-33'],
    ['health care & social assistance', '62'],
    ['Construcción', '23'],
    ['Goods-producing', null],
    ['', null],
  ])('finds %s', (title, sector) => {
    expect(sectorNamed(title)).toBe(sector)
  })
})
