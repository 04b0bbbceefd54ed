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
})
