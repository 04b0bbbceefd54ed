import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextPacket, packetSize, planPackets } from './packets'

const ids = (n: number, prefix: string) => Array.from({ length: n }, (_, i) => `${prefix}${i}`)
const confirmedEmployers = (n: number) =>
  ids(n, 'e').map((id) => ({ id, confirmed: true, region: 'r1', sector: '33' }))

const spreadInput = fc.record({
  length: fc.integer({ min: 13, max: 40 }),
  confirmed: fc.integer({ min: 21, max: 60 }),
  unconfirmed: fc.integer({ min: 0, max: 30 }),
  seed: fc.string({ maxLength: 12 }),
})

function spread(input: { length: number; confirmed: number; unconfirmed: number; seed: string }) {
  const employers = [
    ...confirmedEmployers(input.confirmed),
    ...ids(input.unconfirmed, 'u').map((id) => ({ id, confirmed: false })),
  ]
  const competencies = ids(input.length, 'c')
  return {
    employers,
    competencies,
    plan: planPackets({ competencies, employers, seed: input.seed }),
  }
}

describe('packets', () => {
  it.each([
    { length: 5, confirmed: 60, kind: 'common', each: 5, notAsked: 0 },
    { length: 12, confirmed: 60, kind: 'common', each: 12, notAsked: 0 },
    { length: 13, confirmed: 20, kind: 'common', each: 12, notAsked: 1 },
    { length: 13, confirmed: 21, kind: 'spread', each: 12, notAsked: 0 },
    { length: 30, confirmed: 0, kind: 'common', each: 12, notAsked: 18 },
  ])('gives $kind packets for $length competencies and $confirmed confirmed employers', (row) => {
    const plan = planPackets({
      competencies: ids(row.length, 'c'),
      employers: [...confirmedEmployers(row.confirmed), { id: 'new', confirmed: false }],
      seed: 's',
    })
    expect(plan.kind).toBe(row.kind)
    expect(plan.notAsked).toHaveLength(row.notAsked)
    for (const list of plan.lists.values()) expect(list).toHaveLength(row.each)
  })

  it('asks each competency of nearly equally many employers, confirmed or all', () => {
    fc.assert(
      fc.property(spreadInput, (input) => {
        const { employers, competencies, plan } = spread(input)
        for (const group of [employers, employers.filter((employer) => employer.confirmed)]) {
          const counts = competencies.map(
            (id) => group.filter((each) => plan.lists.get(each.id)?.includes(id)).length,
          )
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        }
        for (const list of plan.lists.values()) {
          expect(list).toHaveLength(packetSize)
          expect([...list].sort()).toEqual([...new Set(list)].sort())
        }
      }),
    )
  })

  it('gives the same packets for the same seed whatever the order of the employers', () => {
    fc.assert(
      fc.property(spreadInput, (input) => {
        const { employers, competencies, plan } = spread(input)
        const again = planPackets({
          competencies,
          employers: [...employers].reverse(),
          seed: input.seed,
        })
        expect(Object.fromEntries(again.lists)).toEqual(Object.fromEntries(plan.lists))
      }),
    )
  })

  it('keeps the balance when an employer joins an open cycle', () => {
    const { competencies, plan } = spread({ length: 30, confirmed: 25, unconfirmed: 0, seed: 's' })
    const given = [...plan.lists.values()]
    given.push(nextPacket({ competencies, given, kind: 'spread', employerId: 'late', seed: 's' }))
    const counts = competencies.map((id) => given.filter((list) => list.includes(id)).length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  })

  describe('of a cycle that is repeated', () => {
    const kept = (from: number, to: number, list: string[]) =>
      new Map(
        ids(to, 'e')
          .slice(from)
          .map((id) => [id, list]),
      )

    it('are asked again as far as they are still asked, in the order of now', () => {
      const competencies = ['c9', 'c1', 'c0', ...ids(30, 'c').slice(10)]
      const plan = planPackets({
        ...{ competencies, employers: confirmedEmployers(3), seed: 's' },
        kept: new Map([['e1', ['c0', 'retired', 'c9', 'c29']]]),
      })
      expect(plan.lists.get('e1')).toEqual([
        ...['c9', 'c1', 'c0', 'c10', 'c11', 'c12', 'c13', 'c14', 'c15', 'c16', 'c17', 'c29'],
      ])
      expect(plan.lists.get('e0')).toEqual(competencies.slice(0, 12))
      expect(plan.kind).toBe('spread')
      expect(plan.notAsked).toEqual(ids(29, 'c').slice(19))
    })

    it('are the common ones where everybody had those', () => {
      const competencies = ids(14, 'c')
      const plan = planPackets({
        ...{ competencies, employers: confirmedEmployers(12), seed: 's' },
        kept: kept(0, 10, competencies.slice(0, 12)),
      })
      expect([plan.kind, plan.notAsked]).toEqual(['common', ['c12', 'c13']])
    })

    it('leave what is free to what has been given least, so that counts come together', () => {
      const competencies = ids(24, 'c')
      const plan = planPackets({
        ...{ competencies, employers: confirmedEmployers(24), seed: 's' },
        kept: kept(0, 12, competencies.slice(0, 12)),
      })
      const asked = (id: string) =>
        [...plan.lists.values()].filter((list) => list.includes(id)).length
      expect(plan.lists.get('e3')).toEqual(competencies.slice(0, 12))
      expect(competencies.map(asked)).toEqual(competencies.map(() => 12))
    })

    it('are kept by every employer that had one, are full, and are filled with none that others lack more', () => {
      const input = fc.record({
        length: fc.integer({ min: 13, max: 40 }),
        confirmed: fc.integer({ min: 0, max: 40 }),
        lists: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 45 }), { maxLength: 12 }), {
          maxLength: 40,
        }),
        seed: fc.string({ maxLength: 12 }),
      })
      fc.assert(
        fc.property(input, ({ length, confirmed, lists, seed }) => {
          const competencies = ids(length, 'c')
          const before = new Map(
            lists.map((list, at) => [`e${at}`, list.map((each) => `c${each}`)]),
          )
          const employers = confirmedEmployers(confirmed)
          const plan = planPackets({ competencies, employers, seed, kept: before })
          const keptCounts = competencies.map(
            (id) => employers.filter((each) => before.get(each.id)?.includes(id)).length,
          )
          for (const { id } of employers) {
            const list = plan.lists.get(id) ?? []
            expect(new Set(list).size).toBe(packetSize)
            expect(list).toEqual(
              expect.arrayContaining(
                (before.get(id) ?? []).filter((each) => competencies.includes(each)),
              ),
            )
          }
          if (confirmed <= 20) return
          const counts = competencies.map(
            (id) => [...plan.lists.values()].filter((list) => list.includes(id)).length,
          )
          const apart = Math.max(...keptCounts) - Math.min(...keptCounts)
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(apart + 1)
        }),
      )
    })

    it('of one that joins later are kept as well', () => {
      const competencies = ids(30, 'c')
      const about = {
        competencies,
        given: [competencies.slice(0, 12)],
        employerId: 'late',
        seed: 's',
      }
      const before = new Map([['late', ['c29', 'c3', 'gone']]])
      expect(nextPacket({ ...about, kind: 'common', kept: before })).toEqual([
        ...competencies.slice(0, 11),
        'c29',
      ])
      const spread = nextPacket({ ...about, kind: 'spread', kept: before })
      expect([
        spread.length,
        spread.filter((id) => competencies.slice(0, 12).includes(id)),
      ]).toEqual([12, ['c3']])
    })
  })
})
