import { expect, it } from 'vitest'
import { codesAbove, naicsCodes } from './naics-codes'

it.each([
  ['332710', ['332710']],
  [' 332710 - Machine Shops ', ['332710']],
  ['NAICS 3327', ['3327']],
  ['332710.0', ['332710']],
  ['31-33', ['31-33']],
  ['Manufacturing (31-33)', ['31-33']],
  ['332710; 332721', ['332710', '332721']],
  ['332710, 332710', ['332710']],
  ['Machine shops', []],
  ['3', []],
  ['3327101', []],
  ['', []],
])('the codes in %s', (text, codes) => {
  expect(naicsCodes(text)).toEqual(codes)
})

it.each([
  ['513210', ['513210', '51321', '5132', '513', '51']],
  ['31-33', ['31-33', '31']],
  ['62', ['62']],
])('%s is a part of these', (code, codes) => {
  expect(codesAbove(code)).toEqual(codes)
})
