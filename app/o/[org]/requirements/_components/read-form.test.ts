import { expect, test } from 'vitest'
import { readForm } from './read-form'

const line = (competencyId: string) => ({
  competencyId,
  label: competencyId,
  statement: competencyId,
  note: '',
  importance: '-',
  proficiency: '-',
})

test('a form sends its marked lines only, and own words as they are', () => {
  const data = new FormData()
  for (const [name, value] of Object.entries({
    title: ' Machinist ',
    role: 'hires',
    'i a': '4',
    'p a': '2',
    'p b': '3',
    'i c': '9',
    'i own': '2',
    'o own': 'on',
  })) {
    data.set(name, value)
  }
  const own = { key: 'own', text: 'Runs our planer', importance: '-', offered: false }
  expect(readForm(data, ['a', 'b', 'c'].map(line), [own])).toEqual({
    title: 'Machinist',
    role: 'hires',
    lines: [{ competencyId: 'a', importance: '4', proficiency: '2' }],
    ownWords: [{ text: 'Runs our planer', importance: '2', offered: true }],
  })
})
