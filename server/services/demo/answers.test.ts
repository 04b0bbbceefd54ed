import { describe, expect, it } from 'vitest'
import { isPackedAnswers } from '@/server/domain/scales'
import { demoAnswers, demoInvited } from './answers'
import { DEMO_CYCLES } from './content/cycles'

describe('demo answers', () => {
  it('are the same on every run', () => {
    expect(DEMO_CYCLES.map(demoAnswers)).toEqual(DEMO_CYCLES.map(demoAnswers))
  })

  it.each(DEMO_CYCLES.filter((cycle) => cycle.closesInDays < 0))(
    'of $key count as its profiles say',
    (cycle) => {
      const first = demoAnswers(cycle).filter(
        (answer) => answer.rater === answer.employer.raters[0],
      )
      cycle.profiles.forEach((profile, at) => {
        const importance = first.map((answer) => answer.importance[at])
        expect(
          [1, 2, 3, 4].map((level) => importance.filter((given) => given === String(level)).length),
        ).toEqual(profile.importance)
        for (const key of cycle.credentials) {
          const fit = first.flatMap((answer) =>
            answer.credentials.filter((each) => each.key === key).map((each) => each.fit[at]),
          )
          expect(
            [0, 1, 2, 3, 4].map((level) => fit.filter((given) => given === String(level)).length),
          ).toEqual(profile.fit[key] ?? [0, 0, 0, 0, 0])
        }
      })
    },
  )

  it.each(DEMO_CYCLES)('of $key can be sent as they are', (cycle) => {
    const invited = demoInvited(cycle)
    for (const answer of demoAnswers(cycle)) {
      expect(invited).toContain(answer.employer)
      expect(answer.sentInDays).toBeGreaterThan(cycle.opensInDays)
      expect(answer.sentInDays).toBeLessThan(Math.min(0, cycle.closesInDays))
      expect(isPackedAnswers('importance', answer.importance, cycle.profiles.length)).toBe(true)
      for (const credential of answer.credentials) {
        expect(isPackedAnswers('fit', credential.fit, cycle.profiles.length)).toBe(true)
      }
    }
  })
})
