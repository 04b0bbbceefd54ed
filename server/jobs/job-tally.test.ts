import { expect, test } from 'vitest'
import { startTally } from './job-tally'

test('a line says what was done since the last, in counts and seconds', () => {
  const { note, line } = startTally()
  expect(line()).toBe('nothing was due')
  note({ job: 'mail', seconds: 1.2, counts: { sent: 2, bounced: 0 } })
  note({ job: 'mail', seconds: 0.3, counts: { sent: 1, bounced: 1 } })
  note({ job: 'mail', seconds: 0.1, counts: 'failed' })
  note({ job: 'cycles', seconds: 0.04, counts: { closed: 0, followedUp: 12 } })
  note({ job: 'retention', seconds: 0, counts: { sessions: 0 } })
  expect(line()).toBe(
    'mail 2 ×, 1 × failed in 1.6 s (3 sent, 1 bounced); cycles 1 × in 0.0 s (12 followed up); retention 1 × in 0.0 s',
  )
  expect(line()).toBe('nothing was due')
})
