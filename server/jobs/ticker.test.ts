import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { mailSenders } from '@/server/domain/mail-lanes'
import { env } from '@/server/env'
import { takeTurn } from '@/server/services/job-runs'
import { forgetUnsentMail } from '@/server/services/mail/forget-unsent-mail'
import { beatProcess } from '@/server/services/releases/page-refresh'
import { runConfirmationsJob } from './confirmations'
import { runCycleTotalsJob } from './cycle-totals'
import { runCyclesJob } from './cycles'
import { runDecisionsJob } from './decisions'
import { runLinesJob } from './lines'
import { startLoops } from './loops'
import { runMailJob } from './mail'
import { runReleaseJob } from './release'
import { runRetentionJob } from './retention'
import { startJobs, startTicker } from './ticker'

vi.mock('@/server/services/job-runs')
vi.mock('@/server/services/mail/forget-unsent-mail')
vi.mock('@/server/services/releases/page-refresh')
vi.mock('./confirmations')
vi.mock('./cycle-totals')
vi.mock('./cycles')
vi.mock('./decisions')
vi.mock('./lines')
vi.mock('./mail')
vi.mock('./release')
vi.mock('./retention')

const works: Record<string, (...given: never[]) => Promise<unknown>> = {
  mail: runMailJob,
  cycles: runCyclesJob,
  lines: runLinesJob,
  'cycle-totals': runCycleTotalsJob,
  confirmations: runConfirmationsJob,
  decisions: runDecisionsJob,
  release: runReleaseJob,
  'unsent-mail': forgetUnsentMail,
  retention: runRetentionJob,
  pages: beatProcess,
}

const endless = () => new Promise<never>(() => undefined)

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(takeTurn).mockResolvedValue(true)
  vi.mocked(beatProcess).mockResolvedValue({ due: false, at: new Date(), releaseNo: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a loop that never ends holds no other up, and none starts again before it is done', async () => {
  const stuck = vi.fn(endless)
  const brisk = vi.fn(async () => undefined)
  const stops = startLoops([
    { every: 5, work: stuck },
    { every: 5, work: brisk },
  ])
  await vi.waitFor(() => expect(brisk.mock.calls.length).toBeGreaterThan(3), { timeout: 15_000 })
  expect(stuck).toHaveBeenCalledTimes(1)
  for (const stop of stops) void stop()
}, 30_000)

test.each(Object.entries(works))(
  'whatever else this process does goes on while %s never ends',
  async (name, stuck) => {
    vi.useFakeTimers()
    vi.mocked(stuck).mockImplementation(endless)
    const stop = startTicker()
    await vi.advanceTimersByTimeAsync(30_000)
    void stop()
    for (const [other, work] of Object.entries(works)) {
      const times = vi.mocked(work).mock.calls.length
      if (other === name) expect(times, other).toBe(name === 'mail' ? mailSenders.length : 1)
      else expect(times, other).toBeGreaterThanOrEqual(6)
    }
  },
)

const calls = () =>
  Object.entries(works).flatMap(([name, work]) =>
    vi.mocked(work).mock.calls.length > 0 ? [name] : [],
  )

test('with JOBS=off a process keeps its pages fresh and runs no job', async () => {
  vi.useFakeTimers()
  Object.assign(env(), { JOBS: 'off' })
  const stop = startTicker()
  Object.assign(env(), { JOBS: 'on' })
  await vi.advanceTimersByTimeAsync(30_000)
  void stop()
  expect(calls()).toEqual(['pages'])
})

test('the jobs alone are no process that serves pages', async () => {
  vi.useFakeTimers()
  const jobs = startJobs()
  await vi.advanceTimersByTimeAsync(30_000)
  void jobs.stop()
  expect(calls()).toEqual(Object.keys(works).filter((name) => name !== 'pages'))
})

test('stopping begins nothing more, tells what is in hand to end, and waits until it has', async () => {
  vi.useFakeTimers()
  let end = () => {}
  vi.mocked(runReleaseJob).mockImplementation(async () => {
    await new Promise<void>((resolve) => {
      end = resolve
    })
    return null
  })
  const jobs = startJobs()
  await vi.advanceTimersByTimeAsync(6_000)
  let stopped = false
  const stopping = jobs.stop().then(() => {
    stopped = true
  })
  vi.mocked(runCyclesJob).mockClear()
  await vi.advanceTimersByTimeAsync(30_000)
  expect([stopped, jobs.inHand()]).toEqual([false, ['release']])
  expect(vi.mocked(runReleaseJob).mock.calls[0]?.[1]?.aborted).toBe(true)
  expect(runCyclesJob).not.toHaveBeenCalled()
  end()
  await stopping
  expect(jobs.inHand()).toEqual([])
})
