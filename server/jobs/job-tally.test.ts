import { expect, test } from 'vitest'
import { startTally } from './job-tally'

const HOUR = 3_600_000

test('a line says what was done since the last, in counts and seconds', () => {
  const { note, line } = startTally()
  expect(line()).toBe('nothing to tell')
  note({ job: 'lines', seconds: 1.2, counts: { indexed: 2, leftOut: 0 } })
  note({ job: 'lines', seconds: 0.7, counts: { indexed: 1, leftOut: 1 } })
  note({ job: 'lines', seconds: 0.1, counts: 'failed' })
  note({ job: 'retention', seconds: 0, counts: { sessions: 0 } })
  expect(line()).toBe('lines 2 ×, 1 × failed in 2 s (3 indexed, 1 left out); retention 1 × in 0 s')
  expect(line()).toBe('nothing to tell')
})

test('mail is told at the hour, and one alone never', () => {
  let at = Date.parse('2026-11-30T10:20:00Z')
  const { note, line } = startTally(() => at)
  const sent = { job: 'mail', seconds: 0.5, counts: { sent: 1 } }
  note(sent)
  expect(line()).toBe('nothing to tell')
  at += HOUR
  expect(line()).toBe('nothing to tell')
  for (let run = 0; run < 9; run++) note(sent)
  at += HOUR
  expect(line()).toBe('mail 10 × in 5 s (10 sent)')
})
