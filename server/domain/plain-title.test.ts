import { expect, it } from 'vitest'
import { plainLabel, plainTitle } from './plain-title'

it.each([
  ['Machinists', 'machinists'],
  ['HVAC Mechanics and Installers', 'HVAC mechanics and installers'],
  ['Welders, Cutters, Solderers, and Brazers', 'welders, cutters, solderers, and brazers'],
])('%s reads "%s" inside a sentence', (title, plain) => {
  expect(plainTitle(title)).toBe(plain)
})

it.each([
  ['Interpret technical drawings', 'interpret technical drawings'],
  ['CNC set-up', 'CNC set-up'],
  ['G-code by hand', 'G-code by hand'],
  ['', ''],
])('the label "%s" reads "%s" inside a sentence', (label, plain) => {
  expect(plainLabel(label)).toBe(plain)
})
