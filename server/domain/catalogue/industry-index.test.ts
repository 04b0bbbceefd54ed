import { expect, it, test } from 'vitest'
import {
  type IndustryEntry,
  indexIndustries,
  industryMeant,
  searchIndustryIndex,
} from './industry-index'

const entry = (code: string, title: string): IndustryEntry => ({
  id: `naics2017:${code}`,
  code,
  title,
  level: code.includes('-') ? 2 : code.length,
})
const index = indexIndustries([
  entry('31-33', 'Manufacturing'),
  entry('33271', 'Machine Shops'),
  entry('332710', 'Machine Shops'),
  entry('333', 'Machinery Manufacturing'),
  entry('622', 'Hospitals'),
  entry('622110', 'General Medical and Surgical Hospitals'),
  entry('623110', 'Nursing Care Facilities (Skilled Nursing Facilities)'),
  entry('811121', 'Automotive Body, Paint, and Interior Repair and Maintenance'),
])

test.each([
  ['machine shop', ['332710', 'Machine shop']],
  ['machne shop', ['332710', 'Machine shop']],
  ['hospital', ['622110', 'Hospital']],
  ['nursing home', ['623110', 'Nursing home']],
  ['body shop', ['811121', 'Body shop']],
  ['manufacturing', ['31-33', null]],
  ['33271', ['33271', null]],
  ['332710 Machine Shops', ['332710', null]],
  ['31-33', ['31-33', null]],
])('"%s" finds %s first', (query, [code, matched]) => {
  expect(searchIndustryIndex(index, query, 3)[0]).toMatchObject({ code, matched })
})

it('shows what is called the same at several levels once', () => {
  const titles = searchIndustryIndex(index, 'machine shops', 9).map(({ title }) => title)
  expect(titles.filter((title) => title === 'Machine Shops')).toHaveLength(1)
})

test.each(['', '  ', '!!', 'zzqqxx', '车间'])('"%s" finds and means nothing', (text) => {
  expect(searchIndustryIndex(index, text, 5)).toEqual([])
  expect(industryMeant(index, text)).toEqual({ kind: 'unknown' })
})

test.each([
  ['machine shop', '332710'],
  ['Machine shops', '332710'],
  ['machne shop', '332710'],
  ['332710', '332710'],
  ['NAICS 332710', '332710'],
  ['332710 - Machine Shops', '332710'],
  ['31-33', '31-33'],
  ['manufacturing', '31-33'],
  ['332719 of a later edition', '33271'],
  ['hospital', '622110'],
  ['Nursing home', '623110'],
])('"%s" means %s', (text, code) => {
  expect(industryMeant(index, text)).toMatchObject({ kind: 'one', industry: { code } })
})

test.each(['shop', 'xyz', '999999', '33-31', 'services', 'Acme'])('"%s" is unclear', (text) => {
  expect(industryMeant(index, text).kind).not.toBe('one')
})

test('several that a text could mean are named', () => {
  const codes = (text: string) => {
    const meant = industryMeant(index, text)
    return meant.kind === 'several' ? meant.industries.map(({ code }) => code) : meant.kind
  }
  expect(codes('332710; 622110')).toEqual(['332710', '622110'])
  expect(codes('shop')).toEqual(['332710', '811121'])
  expect(codes('999999')).toBe('unknown')
})
