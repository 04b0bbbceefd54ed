import { expect, it } from 'vitest'
import { plainTitle } from './plain-title'

it.each([
  ['Machinists', 'machinists'],
  ['HVAC Mechanics and Installers', 'HVAC mechanics and installers'],
  ['Welders, Cutters, Solderers, and Brazers', 'welders, cutters, solderers, and brazers'],
])('%s reads "%s" inside a sentence', (title, plain) => {
  expect(plainTitle(title)).toBe(plain)
})
