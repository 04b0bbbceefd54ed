import fc from 'fast-check'
import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import { QUADRANT_CUT } from '@/server/domain/method/quadrants'
import type { MapView } from '@/server/domain/reading/map-view'
import { findingOf, mapRows } from '@/server/domain/reading/maps'
import {
  type Aloud,
  type AloudSentence,
  aloudKeys,
  aloudWords,
  readAloud,
} from '@/server/domain/reading/read-aloud'
import { readingGrade, sentencesOf } from '@/server/testing/reading-grade'
import messages from '../../../messages/en/reports.json'
import { aloudText, type Speaker, wordCount } from './aloud-words'

const t = createTranslator({
  locale: 'en',
  messages: { reports: messages },
  namespace: 'reports.aloud',
})
const names = new Intl.ListFormat('en')
const speaker: Speaker = {
  say: (key, values) => t(key, values),
  list: (of) => names.format(of),
  locale: 'en',
}
const text = (sentence: AloudSentence) => aloudText(speaker, sentence)

type Change = NonNullable<MapView['rows'][number]['trend']['fit']>['change']

type Given = {
  label: string
  fit: number[] | null
  importance: number[] | null
  claimed: boolean
  change: Change | null
  /** How what the job needs has changed. */
  needChange: Change | null
  among: 'same_employers' | 'other_employers'
}

const at = new Date('2026-11-01T00:00:00Z')
const newest = { no: 5, at, publicAt: at, methodVersion: '1.2' }
const pointOf = (release: number) => ({
  ...{ release, at, employers: 12, score: 50, lower: 40, upper: 60 },
})

function mapOf(given: readonly Given[]): Aloud {
  const rows = mapRows(
    given.map(({ fit, importance, claimed }, at) => ({
      key: String(at),
      fit: fit ? [{ ageQuarters: 0, counts: fit }] : [],
      importance: {
        scope: 'filter' as const,
        cohorts: importance ? [{ ageQuarters: 0, counts: importance }] : [],
      },
      reference: { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] },
      claims: claimed ? ['teaches' as const] : [],
    })),
    given.some(({ claimed }) => claimed),
  )
  return {
    finding: findingOf(rows),
    release: newest,
    rows: rows.flatMap((row) => {
      const one = given[Number(row.key)]
      if (!one) return []
      const { label, among } = one
      const trendOf = (change: Change | null) =>
        change && {
          ...{ among, change, groups: 1, leftOut: 0 },
          points: [pointOf(3), pointOf(newest.no)],
        }
      const framework = { slug: 'f', name: 'F' }
      return [
        {
          ...row,
          competency: { id: row.key, label, statement: label, code: null, framework },
          joined: null,
          trend: { fit: trendOf(one.change), importance: trendOf(one.needChange) },
          answered: { fit: 1, importance: 1 },
        },
      ]
    }),
  }
}

const say = (map: Aloud) => readAloud(map, (sentence) => wordCount(text(sentence)))

const counts = (levels: number, most: number) =>
  fc
    .array(fc.integer({ min: 0, max: most }), { minLength: levels, maxLength: levels })
    .filter((of) => of.reduce((sum, count) => sum + count, 0) >= 5)

const word = fc.constantFrom('Read', 'drawings', 'measure', 'CNC', 'safely', 'hydraulics', 'and')

const change = fc.option(
  fc.constantFrom<Change[]>('higher', 'lower', 'maybe_higher', 'maybe_lower', 'unclear'),
  { nil: null },
)

const line: fc.Arbitrary<Given> = fc.record({
  label: fc
    .tuple(fc.uuid(), fc.array(word, { minLength: 1, maxLength: 40 }))
    .map(([id, words]) => `${words.join(' ')} ${id}`),
  fit: fc.option(counts(5, 12), { nil: null }),
  importance: fc.option(counts(4, 20), { nil: null }),
  claimed: fc.boolean(),
  change,
  needChange: change,
  among: fc.constantFrom('same_employers', 'other_employers'),
})

const maps = fc.array(line, { maxLength: 14 }).map(mapOf)

describe('the paragraph that can be read aloud', () => {
  it('takes 40 to 90 words, whatever its lines are called', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const length = wordCount(say(map).map(text).join(' '))
        expect(length).toBeGreaterThanOrEqual(aloudWords.least)
        expect(length).toBeLessThanOrEqual(aloudWords.most)
      }),
      { numRuns: 300 },
    )
  })

  it('is said in words of the ninth grade at most, names left out', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const said = say(map).map((sentence) =>
          text({ ...sentence, labels: sentence.labels.map(() => 'Welding') }),
        )
        expect(readingGrade(sentencesOf(said.join(' ')))).toBeLessThanOrEqual(9)
      }),
      { numRuns: 300 },
    )
  })

  it('names nothing that its word does not say, and no change that is not clear', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const rowOf = new Map(map.rows.map((row) => [row.competency.label, row]))
        for (const { key, labels } of say(map)) {
          for (const label of labels) {
            const row = rowOf.get(label)
            if (key === 'ready') expect(row?.word).toBe('keep')
            if (key === 'short') expect(row?.word).toBe('act')
            if (key === 'looksShort') expect(row?.word).toBe('looks_short')
            if (key === 'readier' || key === 'lessReady') {
              const change = key === 'readier' ? 'higher' : 'lower'
              expect(row?.trend.fit).toMatchObject({ change, among: 'same_employers' })
            }
            if (key === 'neededMore' || key === 'neededLess') {
              const change = key === 'neededMore' ? 'higher' : 'lower'
              expect(row?.trend.importance).toMatchObject({ change, among: 'same_employers' })
            }
          }
        }
      }),
    )
  })

  it('names the needs of one tier only, and by the alphabet', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const short = say(map).find(({ key }) => key === 'short')
        const tiers = map.rows.filter(({ competency }) => short?.labels.includes(competency.label))
        expect(new Set(tiers.map(({ tier }) => tier)).size).toBeLessThanOrEqual(1)
      }),
    )
    const sentence = { key: 'short' as const, labels: ['Weld', 'Measure'], values: { count: 2 } }
    expect(text(sentence)).toBe('2 things the job needs fall short: measure and weld.')
  })

  it('tells no place in an order, and nothing of an order of needs', () => {
    for (const key of aloudKeys) {
      expect(String(t.raw(key))).not.toMatch(/\b(first|largest|biggest|greatest|best|worst|top)\b/i)
    }
  })

  const ready = [0, 0, 2, 14, 4]
  const short = [6, 8, 4, 2, 0]
  const needed = [0, 0, 4, 16]
  const plain = { change: null, needChange: null, among: 'same_employers' as const, claimed: true }

  it('tells what is ready, what falls short and by how many, and what has changed', () => {
    const map = mapOf([
      { ...plain, label: 'Lock out a machine', fit: ready, importance: needed },
      { ...plain, label: 'Read schematics', fit: short, importance: needed, claimed: false },
      { ...plain, label: 'Wire motor controls', fit: ready, importance: needed, change: 'higher' },
    ])
    expect(say(map).map(text).join(' ')).toBe(
      'Employers found holders ready for this: lock out a machine and wire motor controls. One thing the job needs falls short: read schematics. About 2 in 10 employers say that holders were ready for it. The credential does not claim it. Employers now find holders readier than before for this: wire motor controls.',
    )
  })

  it('reads no change aloud that an earlier release brought', () => {
    const map = mapOf([
      { ...plain, label: 'Wire motor controls', fit: ready, importance: needed, change: 'higher' },
    ])
    const later = { ...map, release: { ...newest, no: 6 } }
    expect(say(map).map(({ key }) => key)).toContain('readier')
    expect(say(later).map(({ key }) => key)).not.toContain('readier')
  })

  it('says that ten employers would be needed where there are fewer', () => {
    const few = mapOf([
      { ...plain, label: 'Read schematics', fit: [4, 4, 1, 0, 0], importance: [0, 0, 1, 8] },
    ])
    expect(say(few).map(({ key }) => key)).toContain('looksShort')
    const met = mapOf([
      { ...plain, label: 'Read schematics', fit: [0, 0, 0, 6, 3], importance: [0, 0, 1, 8] },
    ])
    expect(say(met).map(({ key }) => key)).toEqual(expect.arrayContaining(['met', 'few']))
  })

  it('says of the job alone what the job alone allows', () => {
    const map = mapOf([
      { ...plain, label: 'Read schematics', fit: null, importance: needed },
      { ...plain, label: 'Weld', fit: null, importance: needed, claimed: false },
      { ...plain, label: 'Sweep', fit: null, importance: [18, 2, 0, 0] },
    ])
    const said = say(map)
    expect(said.map(({ key }) => key).slice(0, 3)).toEqual(['noFit', 'known', 'onPaper'])
    expect(said[2]?.values).toEqual({ claimed: 1, of: 2 })
    expect(
      map.rows.filter(({ importance }) => (importance?.score ?? 0) >= 100 * QUADRANT_CUT),
    ).toHaveLength(2)
    const elsewhere = mapOf([
      { ...plain, label: 'Read schematics', fit: null, importance: needed, claimed: false },
      { ...plain, label: 'Sweep', fit: null, importance: [18, 2, 0, 0] },
    ])
    expect(say(elsewhere).find(({ key }) => key === 'onPaper')?.values).toEqual({
      ...{ claimed: 0, of: 1 },
    })
    expect(say(mapOf([])).map(({ key }) => key)[0]).toBe('none')
  })
})
