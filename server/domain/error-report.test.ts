import { describe, expect, test } from 'vitest'
import { reportError } from './error-report'

class FailedQuery extends Error {
  readonly params = ['4432-1', 'ann@works.example']
}

describe('an error that is written down', () => {
  test('keeps a statement and the database’s code, and none of its parameters', () => {
    const cause = Object.assign(new Error('invalid level "4432-1"'), { code: '23514' })
    const error = new FailedQuery(
      'Failed query: insert into "rating" values ($1)\nparams: 4432-1',
      {
        cause,
      },
    )
    const report = reportError(error)
    expect(report).toMatchObject({
      message: 'Failed query: insert into "rating" values ($1)',
      code: '23514',
    })
    expect(JSON.stringify(report)).not.toContain('4432-1')
    expect(JSON.stringify(report)).not.toContain('works.example')
  })

  test.each([
    ['550 no such mailbox ann@works.example', '550 no such mailbox …'],
    ['token 0123456789abcdefghijABCDEFGHIJ-_ is unknown', 'token … is unknown'],
    ['GET /r/Kq3-x_9/rate?packet=1 failed', 'GET /r/…/rate?packet=1 failed'],
    ['no page at "/r/Kq3-x_9"', 'no page at "/r/…"'],
    ['next=%2Fr%2FKq3-x_9&now', 'next=%2Fr%2F…&now'],
    ['the folder /var/log is full', 'the folder /var/log is full'],
  ])('says “%s” as “%s”', (message, said) => {
    expect(reportError(new Error(message)).message).toBe(said)
  })

  test('what is not an error says nothing of itself', () => {
    expect(reportError({ answers: '4432' })).toEqual({
      name: 'Unknown',
      message: 'not an error object',
    })
  })
})
