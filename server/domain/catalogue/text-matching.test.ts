import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bestMatches,
  corpusOf,
  likelyKind,
  markWords,
  mayCount,
  type StemmedText,
  wordsOf,
} from './text-matching'

const letters = fc.constantFrom('工', '业', 'a', ' ', '，', 'ค', '\u0E34', '𠮷')

const texts: StemmedText[] = [
  { id: 'faults', stems: ['find', 'plc', 'sensor', 'fault'] },
  { id: 'lathe', stems: ['set', 'up', 'lathe', 'safe'] },
  { id: 'safety', stems: ['work', 'safe', 'machin', 'safe'] },
  { id: 'long', stems: ['safe', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'] },
]
const corpus = corpusOf(texts)

describe('matching texts by their stems', () => {
  it('puts a rare word in common before a common one', () => {
    const found = bestMatches(['safe', 'plc'], texts, corpus)
    expect(found[0]?.id).toBe('faults')
    expect(found[0]?.stems).toEqual(['plc'])
  })

  it('puts the shorter and the repeating text first among equals', () => {
    expect(bestMatches(['safe'], texts, corpus).map((match) => match.id)).toEqual([
      'safety',
      'lathe',
      'long',
    ])
  })

  it('scores as Okapi BM25 does', () => {
    const [best] = bestMatches(['plc'], texts, corpus)
    const rarity = Math.log(1 + (4 - 1 + 0.5) / 1.5)
    const damping = 1.2 * (1 - 0.75 + (0.75 * 4) / 6)
    expect(best?.score).toBeCloseTo((rarity * 2.2) / (1 + damping), 12)
  })

  it('offers at most three, and nothing without a word in common', () => {
    expect(bestMatches(['safe', 'set', 'find', 'work'], texts, corpus)).toHaveLength(3)
    expect(bestMatches(['bread'], texts, corpus)).toEqual([])
    expect(bestMatches([], texts, corpus)).toEqual([])
    expect(bestMatches(['safe'], [], corpusOf([]))).toEqual([])
  })

  it.each([
    ['the same stems', ['lathe', 'set', 'up', 'safe', 'safe'], 'exact', true],
    ['most of the weight', ['lathe', 'set', 'bread'], 'major', true],
    ['a little', ['safe', 'bread', 'oven'], 'minor', false],
  ] as const)('offers %s as a kind', (_, source, kind, counts) => {
    const match = bestMatches(source, texts, corpus, 10).find((each) => each.id === 'lathe')
    expect(match && likelyKind(match)).toBe(kind)
    expect(match && mayCount(match)).toBe(counts)
  })

  it('is best matched by itself, whatever the texts', () => {
    const stem = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    fc.assert(
      fc.property(fc.array(fc.array(stem, { minLength: 1 }), { minLength: 1 }), (lists) => {
        const all = lists.map((stems, at) => ({ id: String(at), stems }))
        for (const text of all) {
          const match = bestMatches(text.stems, all, corpusOf(all), all.length).find(
            (each) => each.id === text.id,
          )
          expect(match?.same).toBe(true)
          expect(match?.share).toBeCloseTo(1, 10)
        }
      }),
    )
  })

  it('gives finite scores and shares between 0 and 1, whatever the corpus says', () => {
    const stem = fc.constantFrom('a', 'b', 'c')
    const frequency = fc.array(fc.tuple(stem, fc.nat({ max: 50 })))
    fc.assert(
      fc.property(
        fc.array(stem),
        fc.array(stem),
        fc.nat({ max: 20 }),
        frequency,
        (s, t, size, f) => {
          const odd = { size, averageLength: 0, frequency: new Map(f) }
          for (const match of bestMatches(s, [{ id: 't', stems: t }], odd)) {
            expect(Number.isFinite(match.score)).toBe(true)
            expect(match.score).toBeGreaterThanOrEqual(0)
            expect(match.share).toBeGreaterThanOrEqual(0)
            expect(match.share).toBeLessThanOrEqual(1 + 1e-12)
          }
        },
      ),
    )
  })
})

describe('marking words', () => {
  it('marks the words of the given stems and changes nothing', () => {
    const stemOf = new Map([
      ['reads', 'read'],
      ['drawings', 'draw'],
    ])
    expect(markWords('Reads CNC drawings.', stemOf, new Set(['draw']))).toEqual([
      { text: 'Reads CNC ', marked: false },
      { text: 'drawings', marked: true },
      { text: '.', marked: false },
    ])
  })

  it('marks what overlaps in text without spaces once', () => {
    const stemOf = new Map(wordsOf('识别工业控制').map((word): [string, string] => [word, word]))
    const passages = markWords('识别工业控制', stemOf, new Set(['工业', '业控', '控制']))
    expect(passages.map(({ text, marked }) => `${text} ${marked}`)).toEqual([
      ...['识别 false', '工业 true', '控 true', '制 true'],
    ])
  })

  it('gives back every text it cuts', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: letters })),
        (text) => {
          const words = wordsOf(text)
          const stemOf = new Map(words.map((word): [string, string] => [word, word]))
          const passages = markWords(text, stemOf, new Set(words.slice(0, 2)))
          expect(passages.map((passage) => passage.text).join('')).toBe(text)
        },
      ),
    )
  })
})
