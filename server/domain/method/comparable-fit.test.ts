import { describe, expect, it } from 'vitest'
import { comparableFit } from './comparable-fit'
import { summarize } from './summaries'
import type { SummaryCohort } from './summary-sides'

const cohort = (over: Partial<SummaryCohort>): SummaryCohort => ({
  scale: 'fit',
  competency: 'a',
  subject: `${over.credential}`,
  credential: 'cnc',
  sector: '31-33',
  ageQuarters: 0,
  counts: [2, 6, 3, 1, 0],
  ...over,
})
const demand = cohort({ scale: 'importance', credential: null, counts: [0, 0, 2, 12] })
const certificate = cohort({})
const apprentices = cohort({ credential: 'apprentice', counts: [0, 0, 1, 5, 6] })
const kinds = new Set(['apprentice'])

describe('fit of an apprenticeship', () => {
  it.each([
    { name: 'is none here', given: [demand, certificate], left: 2, fitOf: 'all' },
    {
      name: 'is left out beside another kind',
      given: [demand, certificate, apprentices],
      left: 2,
      fitOf: 'without_apprenticeships',
    },
    {
      name: 'stands alone where no other kind is rated',
      given: [demand, apprentices],
      left: 2,
      fitOf: 'apprenticeships',
    },
  ])('$name', ({ given, left, fitOf }) => {
    const found = comparableFit(given, kinds)
    expect([found.cohorts.length, found.fitOf]).toEqual([left, fitOf])
    expect(found.cohorts).toContain(demand)
  })

  it('moves no figure, tier or difference of other kinds', () => {
    const competencies = [
      {
        key: 'a',
        group: 'g',
        reference: { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] },
        claimedBy: [],
      },
    ]
    const read = (given: SummaryCohort[]) =>
      summarize(competencies, comparableFit(given, kinds).cohorts)
    expect(read([demand, certificate, apprentices])).toEqual(read([demand, certificate]))
  })
})
