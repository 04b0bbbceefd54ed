import { expect, it } from 'vitest'
import { slugOf } from './slugs'

it.each([
  ['Señales & CNC, level 2', 'senales-cnc-level-2'],
  ['  --  ', 'framework'],
  ['数控', 'framework'],
  ['a'.repeat(80), 'a'.repeat(60)],
  ['New', 'new-framework'],
  ['ALL!', 'all-framework'],
  ['New ways', 'new-ways'],
])('makes %s the address part %s', (name, slug) => {
  expect(slugOf(name, 'framework')).toBe(slug)
})
