import { describe, expect, test } from 'vitest'
import { employerVote, type RaterAnswer, speakers } from './votes'

const answer = (role: RaterAnswer['role'], level: number, sent: number): RaterAnswer => ({
  role,
  level,
  sent,
  id: `${role}-${sent}`,
})
const vote = (answers: RaterAnswer[]) =>
  employerVote(speakers('fit', answers).map(({ level }) => level))

describe('one employer, one vote', () => {
  test('the lower median of those who judged', () => {
    expect(employerVote([2, 3])).toBe(2)
    expect(employerVote([4, null, 0, 4])).toBe(4)
    expect(employerVote([null, null])).toBeNull()
    expect(employerVote([])).toBeNull()
  })

  test('on fit those who supervise or do the job speak, if there are any', () => {
    expect(vote([answer('hires', 4, 1), answer('supervises', 1, 2)])).toBe(1)
    expect(vote([answer('hires', 4, 1), answer('does', 2, 2), answer('hires', 4, 3)])).toBe(2)
    expect(vote([answer('hires', 4, 1)])).toBe(4)
  })

  test('on fit the last of an even number is left out', () => {
    expect(vote([answer('does', 3, 1), answer('supervises', 0, 2)])).toBe(3)
    expect(vote([answer('does', 3, 2), answer('supervises', 0, 1)])).toBe(0)
    const four = [answer('does', 3, 1), answer('does', 3, 2), answer('does', 2, 3)]
    expect(vote([...four, answer('does', 0, 4)])).toBe(3)
  })

  test('on importance everybody speaks', () => {
    const both = [answer('hires', 4, 1), answer('does', 2, 2)]
    expect(speakers('importance', both)).toEqual(both)
  })

  test('the order of the rows changes nothing', () => {
    const rows = [
      answer('does', 3, 1),
      answer('does', 1, 2),
      answer('supervises', 2, 2),
      answer('does', 0, 9),
    ]
    expect(vote([...rows].reverse())).toBe(vote(rows))
  })
})
