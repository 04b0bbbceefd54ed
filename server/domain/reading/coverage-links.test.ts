import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlignmentDecision, AlignmentKind } from '@/server/domain/catalogue/alignments'
import { weighedCoverage } from '@/server/domain/method/coverage'
import { bestLink, linksBetween, type UndecidedLink } from './coverage-links'

const decided = (
  fromId: string,
  toId: string,
  kind: AlignmentKind | null,
  by = 'someone',
): AlignmentDecision => ({
  id: `${fromId}-${toId}-${by}`,
  fromId,
  toId,
  kind,
  at: new Date('2026-01-01'),
  by: { id: by, name: by, confirmed: true },
  publisherIds: [],
})
const open = (lineId: string, claimId: string, kind: AlignmentKind = 'major'): UndecidedLink => ({
  lineId,
  claimId,
  kind,
  claimedBy: null,
})
const line = (id: string, importance = 1) => ({ id, importance, mustHave: importance === 1 })

describe('links between needs and claims', () => {
  const claims = new Set(['x', 'y'])

  it('are exact when need and claim are the same competency', () => {
    const [link] = linksBetween(['x'], claims, { decisions: [], undecided: [] })
    expect(link).toMatchObject({ requirement: 'x', kind: 'exact', status: 'confirmed' })
  })

  it.each([
    ['an acceptance', [decided('a', 'x', 'major')], 'confirmed', 'major'],
    ['an acceptance from the other end', [decided('x', 'a', 'broad')], 'confirmed', 'broad'],
    ['no decision', [], 'suggested', 'minor'],
    ['a rejection', [decided('a', 'x', null)], 'rejected', 'minor'],
    [
      'another’s acceptance beside a rejection',
      [decided('a', 'x', null, 'p'), decided('a', 'x', 'exact', 'q')],
      'confirmed',
      'exact',
    ],
    [
      'the reader’s own rejection',
      [decided('a', 'x', 'exact', 'q'), decided('a', 'x', null, 'me')],
      'rejected',
      'minor',
    ],
  ] as const)('follow %s', (_, decisions, status, kind) => {
    const known = { decisions, undecided: [open('a', 'x', 'minor')] }
    const links = linksBetween(['a'], claims, known, 'me')
    expect(links.map((link) => [link.status, link.kind])).toEqual([[status, kind]])
  })

  it('leave out pairs with an end on neither side', () => {
    const known = { decisions: [decided('a', 'z', 'exact')], undecided: [open('b', 'x')] }
    expect(linksBetween(['a'], claims, known)).toEqual([])
  })

  it('prefer an accepted link to a heavier suggestion', () => {
    const links = linksBetween(['a'], claims, {
      decisions: [decided('a', 'x', 'minor')],
      undecided: [open('a', 'y', 'exact')],
    })
    expect(bestLink('a', links)?.claimId).toBe('x')
    expect(bestLink('b', links)).toBeNull()
  })
})

describe('coverage over links', () => {
  it('is not computable when nothing matters', () => {
    const { confirmed, possible } = weighedCoverage([line('x', 0)], [])
    expect([confirmed, possible]).toEqual([null, null])
  })

  it('never counts a rejected link and never has more confirmed than possible', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'x', 'y')
    const kind = fc.option(fc.constantFrom(...AlignmentKind.options))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(id, id, kind, fc.constantFrom('p', 'q'))),
        fc.array(fc.tuple(id, id)),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (decisions, suggestions, weights) => {
          const lines = ['a', 'b', 'c'].map((each, at) => line(each, weights[at]))
          const links = linksBetween(['a', 'b', 'c'], new Set(['x', 'y']), {
            decisions: decisions.map(([from, to, of, by]) => decided(from, to, of, by)),
            undecided: suggestions.map(([from, to]) => open(from, to)),
          })
          const all = weighedCoverage(lines, links)
          if (all.confirmed === null || all.possible === null) {
            expect(lines.every((each) => each.importance === 0)).toBe(true)
            return
          }
          expect(all.confirmed).toBeLessThanOrEqual(all.possible)
          expect(all.possible).toBeLessThanOrEqual(100 + 1e-9)
          const kept = links.filter((link) => link.status !== 'rejected')
          expect(weighedCoverage(lines, kept)).toEqual(all)
        },
      ),
    )
  })
})
