import { expect, it } from 'vitest'
import { jobWord } from './job-words'

it.each([
  ['Machinists', 'machinist'],
  ['Registered Nurses', 'registered nurse'],
  ['Nursing Assistants', 'nursing assistant'],
  [
    'Computer Numerically Controlled Tool Operators',
    'computer numerically controlled tool operator',
  ],
  ['CNC Operators', 'CNC operator'],
  ['Secretaries', 'secretary'],
  ['Dispatchers', 'dispatcher'],
  ['Coaches', 'coach'],
  ['Firemen', 'fireman'],
  ['Welders, Cutters, Solderers, and Brazers', null],
  ['Managers, All Other', null],
  ['Electrical and Electronics Repairers', null],
  ['', null],
])('%s is said as %s', (title, word) => {
  expect(jobWord(title)).toBe(word)
})
