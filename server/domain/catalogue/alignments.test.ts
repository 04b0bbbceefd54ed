import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AlignmentDecision,
  AlignmentKind,
  countsForOthers,
  pairKey,
  reversedKind,
  standingDecision,
} from './alignments'

const decision = (over: {
  by?: Partial<AlignmentDecision['by']>
  kind?: AlignmentDecision['kind']
  at?: string
}): AlignmentDecision => ({
  id: 'one',
  fromId: 'a',
  toId: 'b',
  kind: over.kind === undefined ? 'exact' : over.kind,
  at: new Date(over.at ?? '2026-01-01'),
  by: { id: 'someone', name: 'Someone', confirmed: false, ...over.by },
  publisherIds: ['publisher-a', 'publisher-b'],
})

describe('whose decision counts', () => {
  it.each([
    ['a confirmed organization', { confirmed: true }, null, true],
    ['a publisher of one of the frameworks', { id: 'publisher-b' }, null, true],
    ['the provider of the credential', { id: 'provider' }, 'provider', true],
    ['another provider', { id: 'other' }, 'provider', false],
    ['anybody', {}, null, false],
  ] as const)('%s', (_, by, provider, counts) => {
    expect(countsForOthers(decision({ by }), provider)).toBe(counts)
  })

  it.each([
    ['the strongest acceptance', ['minor', 'exact', null], 'exact'],
    ['an acceptance before a rejection', [null, 'minor'], 'minor'],
    ['a rejection when nobody accepted', [null], null],
  ] as const)('is %s', (_, kinds, kind) => {
    const given = kinds.map((each, at) => decision({ kind: each, by: { id: `o${at}` } }))
    expect(standingDecision(given)?.kind).toBe(kind)
  })

  it('is the reader’s own before anybody else’s', () => {
    const own = decision({ kind: null, by: { id: 'me' } })
    expect(standingDecision([decision({}), own], 'me')).toBe(own)
    expect(standingDecision([decision({})], 'me')?.kind).toBe('exact')
    expect(standingDecision([], 'me')).toBeNull()
  })

  it('is the first of equal acceptances', () => {
    const early = decision({ at: '2025-01-01', by: { id: 'z' } })
    expect(standingDecision([decision({}), early])).toBe(early)
  })
})

describe('a link read from its other end', () => {
  it('is the same link', () => {
    fc.assert(
      fc.property(fc.constantFrom(...AlignmentKind.options), (kind) => {
        expect(reversedKind(reversedKind(kind))).toBe(kind)
      }),
    )
    expect(reversedKind('broad')).toBe('narrow')
    expect(pairKey('b', 'a')).toBe(pairKey('a', 'b'))
  })
})
