import { describe, expect, test } from 'vitest'
import {
  answerLevel,
  FIT_ANSWERS,
  isPackedAnswers,
  mayJudgeFit,
  SCALE_SHAPES,
  SCALES,
} from './scales'

describe('packed answers', () => {
  test('levels are read, ways of not answering are null', () => {
    expect([...'01234x-'].map((c) => answerLevel('fit', c))).toEqual([0, 1, 2, 3, 4, null, null])
    expect([...'1234?-'].map((c) => answerLevel('importance', c))).toEqual([1, 2, 3, 4, null, null])
    expect([...'1234?-'].map((c) => answerLevel('value', c))).toEqual([1, 2, 3, 4, null, null])
  })

  test.each([
    ['fit', '5'],
    ['fit', '9'],
    ['fit', '?'],
    ['fit', ''],
    ['fit', ' '],
    ['fit', 'é'],
    ['fit', '12'],
    ['importance', '0'],
    ['importance', '5'],
    ['importance', 'x'],
    ['value', '0'],
    ['value', 'x'],
  ] as const)('outside %s stands %j, which is an error and never a level', (scale, character) => {
    expect(() => answerLevel(scale, character)).toThrow(RangeError)
  })

  test('a packed text has one known character per competency', () => {
    expect(isPackedAnswers('importance', '4432-1', 6)).toBe(true)
    expect(isPackedAnswers('fit', FIT_ANSWERS.join(''), 7)).toBe(true)
    expect(isPackedAnswers('proficiency', '', 0)).toBe(true)
  })

  test.each([
    ['too long', 'importance', '4432-1', 5],
    ['too short', 'importance', '4432-1', 7],
    ['of a level that is not there', 'importance', '0432-1', 6],
    ['of another scale', 'importance', '44x2-1', 6],
    ['of a break', 'fit', '01\n', 3],
    ['of a character of two', 'fit', '0😀', 2],
  ] as const)('a text %s is not packed', (_, scale, text, length) => {
    expect(isPackedAnswers(scale, text, length)).toBe(false)
  })

  test('each scale has as many levels as answers that count', () => {
    for (const scale of SCALES) {
      const counted = [...'0123456789'].filter((c) => {
        try {
          return answerLevel(scale, c) !== null
        } catch {
          return false
        }
      })
      expect(counted).toHaveLength(SCALE_SHAPES[scale].levels)
    }
  })
})

test('only raters who have seen holders judge fit', () => {
  expect(mayJudgeFit('several')).toBe(true)
  expect(mayJudgeFit('few')).toBe(true)
  expect(mayJudgeFit('none')).toBe(false)
  expect(mayJudgeFit('unknown')).toBe(false)
})
