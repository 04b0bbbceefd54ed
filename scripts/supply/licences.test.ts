import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Lock, licencesPage, refusedLicences } from './licences'

const lock = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))

test('docs/licences.md lists what is locked; npm run licences writes it', () => {
  expect(readFileSync('docs/licences.md', 'utf8')).toBe(licencesPage(lock))
})

test('only licences that are allowed occur', () => {
  expect(refusedLicences(lock)).toEqual([])
})

test.each([
  ['MIT', false],
  ['MIT OR GPL-3.0-only', false],
  ['(MIT AND Apache-2.0)', false],
  ['MIT AND LGPL-3.0-or-later', true],
  ['AGPL-3.0-only', true],
  [undefined, true],
])('a package under %s is refused: %s', (license, refused) => {
  const one = Lock.parse({ packages: { 'node_modules/one': { version: '1.0.0', license } } })
  expect(refusedLicences(one).length === 1).toBe(refused)
})
