import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IMPORTANCE_ANSWERS, isPackedAnswers, PROFICIENCY_ANSWERS } from '@/server/domain/scales'
import {
  type LineCandidate,
  ownTitle,
  packLines,
  proformaLines,
  SaveRequirement,
} from './requirements'

const a = '00000000-0000-4000-8000-00000000000a'
const b = '00000000-0000-4000-8000-00000000000b'

describe('packLines', () => {
  it('writes one character a marked line and leaves the rest out', () => {
    const lines = [
      { competencyId: a, importance: '4', proficiency: '-' },
      { competencyId: b, importance: '-', proficiency: '2' },
    ] as const
    expect(packLines(lines)).toEqual({ competencyIds: [a], importance: '4', proficiency: null })
  })

  it('keeps the last mark of a competency named twice', () => {
    const lines = [
      { competencyId: a, importance: '4', proficiency: '-' },
      { competencyId: b, importance: '?', proficiency: '3' },
      { competencyId: a, importance: '1', proficiency: '-' },
    ] as const
    expect(packLines(lines)).toEqual({ competencyIds: [a, b], importance: '1?', proficiency: '-3' })
  })

  it('is a valid answer text for any lines', () => {
    const line = fc.record({
      competencyId: fc.uuid(),
      importance: fc.constantFrom(...IMPORTANCE_ANSWERS),
      proficiency: fc.constantFrom(...PROFICIENCY_ANSWERS),
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const packed = packLines(lines)
        expect(isPackedAnswers('importance', packed.importance, packed.competencyIds.length)).toBe(
          true,
        )
        if (packed.proficiency !== null) {
          expect(
            isPackedAnswers('proficiency', packed.proficiency, packed.competencyIds.length),
          ).toBe(true)
        }
      }),
    )
  })
})

describe('proformaLines', () => {
  const line = (competencyId: string, over: Partial<LineCandidate>): LineCandidate => ({
    competencyId,
    label: competencyId,
    published: null,
    claims: 0,
    ...over,
  })

  it('puts what is published before what is claimed, and nothing else', () => {
    const lines = proformaLines([
      line('claimed', { claims: 3 }),
      line('should', { published: 0.6, claims: 9 }),
      line('must', { published: 0.9 }),
      line('nothing', {}),
    ])
    expect(lines.map((each) => [each.competencyId, each.reason])).toEqual([
      ['must', 'published'],
      ['should', 'published'],
      ['claimed', 'claimed'],
    ])
  })

  it('is empty where nobody has said anything of the job', () => {
    expect(proformaLines([line('a', {}), line('b', {})])).toEqual([])
  })

  it('stops at the limit', () => {
    const many = Array.from({ length: 30 }, (_, at) => line(`line ${at}`, { claims: 1 }))
    expect(proformaLines(many)).toHaveLength(12)
  })
})

it.each([
  ['CNC machinist, second shift', 'CNC machinist, second shift'],
  ['', 'Machinists'],
  ['51-4041', 'Machinists'],
  ['x'.repeat(130), 'x'.repeat(120)],
])('a job looked for as %j is called %j', (said, title) => {
  expect(ownTitle(said, 'Machinists')).toBe(title)
})

describe('SaveRequirement', () => {
  const save = {
    clientKey: a,
    requirementId: null,
    occupationId: 'soc2018:51-4041',
    title: 'Machinist',
    role: 'hires',
    lines: [],
    ownWords: [],
  }

  it.each([
    ['an unknown level', { lines: [{ competencyId: a, importance: '5' }] }],
    [
      'own words that are too short',
      { ownWords: [{ text: ' x ', importance: null, offered: false }] },
    ],
    ['an empty title', { title: '  ' }],
  ])('refuses %s', (_, over) => {
    expect(SaveRequirement.safeParse({ ...save, ...over }).success).toBe(false)
    expect(SaveRequirement.safeParse(save).success).toBe(true)
  })
})
