import { expect, test } from 'vitest'
import { procedureTable } from '@/server/testing/procedure-table'
import { makeMetrics, seriesOf } from './metrics'

const HOUR = 3_600_000

function counting() {
  let at = Date.parse('2026-11-30T10:20:00Z')
  const told = makeMetrics(() => at)
  const lines = async () =>
    (await told.write()).split('\n').filter((line) => line && !line.startsWith('#'))
  return { told, lines, later: (milliseconds: number) => (at += milliseconds) }
}

test('a verb is counted by its name and how it ended, under a bound of its time', async () => {
  const { told, lines } = counting()
  told.noteVerb('maps.read', 'done', 0.0123)
  told.noteVerb('maps.read', 'done', 99)
  expect(await lines()).toEqual(
    expect.arrayContaining([
      'plumbline_verb_duration_seconds_bucket{le="0.05",verb="maps.read",outcome="done"} 1',
      'plumbline_verb_duration_seconds_count{verb="maps.read",outcome="done"} 2',
      // Sums of true times would tell of each call.
      'plumbline_verb_duration_seconds_sum{verb="maps.read",outcome="done"} 10.05',
    ]),
  )
})

test('one packet changes nothing, within its hour or after', async () => {
  const { told, lines, later } = counting()
  const before = await lines()
  for (const path of ['readPacket', ...Array(27).fill('saveAnswers'), 'submit'])
    told.noteVerb(`ratings.${path}`, 'done', 0.02)
  expect(await lines()).toEqual(before)
  later(HOUR)
  expect(await lines()).toEqual(before)
})

test('many together are told at the hour, as one series', async () => {
  const { told, lines, later } = counting()
  for (const path of ['ratings.saveAnswers', 'requirements.save', 'requests.open'])
    for (let call = 0; call < 200; call++) told.noteVerb(path, 'done', 0.02)
  expect((await lines()).join()).not.toContain('answering')
  later(HOUR)
  const told600 = await lines()
  expect(told600).toContain(
    'plumbline_verb_duration_seconds_count{verb="answering",outcome="done"} 600',
  )
  expect(told600.join()).not.toMatch(/ratings|requirements|requests\./)
})

test('a mail that was sent does not show within its hour', async () => {
  const { told, lines } = counting()
  const before = await lines()
  for (let run = 0; run < 50; run++) told.noteJob('mail', 'done', 0.1)
  expect(await lines()).toEqual(before)
})

test.each([
  'ratings.submit',
  'ratings.withdrawOwn',
  'ratings.own',
  'requests.open',
  'requirements.save',
  'requirements.withdraw',
  ...Object.entries(procedureTable).flatMap(([path, { door }]) => (door === 'rater' ? [path] : [])),
])('%s is nothing but answering', (path) => {
  expect(seriesOf(path)).toBe('answering')
})
