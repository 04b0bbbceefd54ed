import { expect, it } from 'vitest'
import { isBeginningOf, labelFrom, saidOnce, saysAll } from './competency-label'

const weld = '<p>Checks the weld&nbsp;for <em>porosity</em>.</p><ul><li>visual</li></ul>'

it.each([
  ['Reads drawings', 'Reads drawings', true],
  ['reads drawings.', 'Reads drawings', true],
  ['Reads drawings', '<p>Reads&nbsp;<b>drawings</b> of parts</p>', true],
  ['Reads technical…', 'Reads technical\ndrawings of parts', true],
  ['Read', 'Reads drawings', false],
  ['Drawings', 'Reads drawings', false],
  ['Reads…', 'Writes programs', false],
])('says whether “%s” is only the beginning of “%s”', (label, statement, expected) => {
  expect(isBeginningOf(label, statement)).toBe(expected)
})

it('makes a label of what the statement says, not of how it is written', () => {
  expect(labelFrom(weld)).toBe('Checks the weld for porosity. visual')
  expect(labelFrom(`<p>${'Checks welds '.repeat(20)}</p>`)).toMatch(
    /^(Checks welds ){8}Checks welds…$/,
  )
})

it.each([
  ['', weld, 'Checks the weld for porosity.', 1],
  ['checks the weld', weld, 'Checks the weld for porosity.', 1],
  ['Weld', weld, 'Weld', 2],
  ['Reads drawings', 'Reads drawings.', 'Reads drawings.', 0],
  ['Steps', '<ul><li>Steps in</li></ul>', 'Steps in', 0],
])('says “%s” and %j once', (label, statement, name, rest) => {
  const said = saidOnce({ label, statement })
  expect([said.name, said.rest.length]).toEqual([name, rest])
})

it('knows a label that leaves nothing out', () => {
  expect(saysAll('reads drawings', '<p>Reads drawings.</p>')).toBe(true)
  expect(saysAll('Reads', 'Reads drawings')).toBe(false)
})
