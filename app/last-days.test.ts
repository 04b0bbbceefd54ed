import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { lastDayText } from '@/server/domain/asking/cycles'

const code = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((name) => `app/${name}`)
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))

it('a cycle that takes answers until December 20 says December 20, in a sentence and in a table', () => {
  const closesAt = new Date('2026-12-21T05:00:00Z')
  const day = lastDayText('en-US', closesAt, 'America/New_York')
  expect(day).toBe('Sunday, December 20, 2026')
  expect(lastDayText('en-US', closesAt, 'America/New_York', 'medium')).toBe('Dec 20, 2026')
})

it('a rater is told the last minute with its zone on every page, never a day alone', () => {
  const rater = /^app\/(?:r\/|_components\/rating\/)/
  const found = code.filter(
    (file) => rater.test(file) && readFileSync(file, 'utf8').includes('lastDayText'),
  )
  expect(found, 'Say it by lastMinuteText of server/domain/asking/cycles.').toEqual([])
})

it('no page writes the date of a closing moment by itself, which is the day after', () => {
  const found = code.filter((file) => {
    const text = readFileSync(file, 'utf8')
    const said = [...text.matchAll(/\b(\w+)\(\s*(?:new Date\()?[\w.]*closesAt\b/g)].map(
      ([, by = '']) => by,
    )
    return said.some(
      (by) =>
        by === 'dateTime' ||
        (/^(?:day|date|when)$/.test(by) &&
          !new RegExp(`const ${by} = [^;]{0,120}lastDayText`).test(text)),
    )
  })
  expect(found, 'Say it by lastDayText of server/domain/asking/cycles.').toEqual([])
})
