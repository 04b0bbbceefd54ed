import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesToShow, type ReviewedLine } from './offered-words'

const line = (employer: string | null, text: string): ReviewedLine => ({
  id: `${employer} ${text}`,
  employer,
  text,
})
const last = (limit: number) => limit - 1

describe('lines that are shown', () => {
  test.each([
    ['nobody’s', [], 0],
    ['of four employers wait', ['a', 'b', 'c', 'd'], 0],
    ['of five are shown', ['a', 'b', 'c', 'd', 'e'], 5],
    ['of one employer count once', ['a', 'a', 'a', 'a', 'a', 'b'], 0],
    ['of one of five are all shown', ['a', 'a', 'a', 'b', 'c', 'd', 'e'], 7],
    ['of employers not confirmed count for nobody', ['a', 'b', 'c', 'd', null, null], 0],
    ['of employers not confirmed wait on', ['a', 'b', 'c', 'd', 'e', null], 5],
  ] as const)('%s', (_, employers, shown) => {
    const lines = employers.map((employer, at) => line(employer, `line ${at}`))
    expect(linesToShow(lines, last)).toHaveLength(shown)
  })

  test('are in the order the random numbers say', () => {
    const lines = ['b', 'e', 'a', 'd', 'c'].map((text) => line(`of ${text}`, text))
    expect(linesToShow(lines, last).map(({ text }) => text)).toEqual(['e', 'd', 'c', 'b', 'a'])
    expect(linesToShow(lines, () => 0).map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('read the same whoever wrote which and in whatever order they came', () => {
    const texts = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 5, maxLength: 12 })
    const offered = texts.chain((words) =>
      fc.record({
        words: fc.constant(words),
        other: fc.shuffledSubarray(words, { minLength: words.length }),
        draws: fc.array(fc.nat(), { minLength: words.length, maxLength: words.length }),
      }),
    )
    fc.assert(
      fc.property(offered, ({ words, other, draws }) => {
        const shown = (order: readonly string[]) => {
          let at = 0
          const lines = order.map((text, index) => line(`e${index}`, text))
          return linesToShow(lines, (limit) => (draws[at++] ?? 0) % limit).map(({ text }) => text)
        }
        expect(shown(other)).toEqual(shown(words))
        expect(shown(words).toSorted()).toEqual(words.toSorted())
      }),
    )
  })

  test('are all lines of five confirmed employers or more, or none', () => {
    const employer = fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'))
    fc.assert(
      fc.property(fc.array(employer, { maxLength: 20 }), (employers) => {
        const lines = employers.map((each, at) => line(each, `line ${at}`))
        const confirmed = lines.filter((each) => each.employer !== null)
        const enough = new Set(confirmed.map((each) => each.employer)).size >= 5
        const shown = linesToShow(lines, () => 0)
        expect(new Set(shown)).toEqual(new Set(enough ? confirmed : []))
      }),
    )
  })
})
