import { expect, test } from 'vitest'
import { RaterListName, readEntries } from './rater-lists'

test('a list that is kept reads as one that was pasted: each address once, in its order', () => {
  const entry = {
    name: 'Ann',
    employer: 'Keel',
    countyId: 'us-39093',
    industryId: 'naics2017:332710',
  }
  const bare = { name: null, employer: null, countyId: null, industryId: null }
  const read = readEntries([
    { ...entry, email: 'a@keel.example' },
    { ...bare, email: 'b@tide.example' },
    { ...entry, email: 'a@keel.example', name: 'Ann Lee' },
  ])
  expect(read).toMatchObject({ problems: [], unused: [], remarks: [] })
  expect(read.addresses).toEqual([
    {
      ...{ line: 1, email: 'a@keel.example', name: 'Ann Lee', employer: 'Keel' },
      ...{ county: 'us-39093', industry: '332710' },
    },
    { line: 2, email: 'b@tide.example', name: null, employer: null, county: null, industry: null },
  ])
})

test.each(['', ' a ', 'x'.repeat(81)])('%j names no list', (name) => {
  expect(RaterListName.safeParse(name).success).toBe(false)
})
