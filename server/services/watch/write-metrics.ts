import { database } from '@/server/db/client'
import { noteHttp } from '@/server/metrics/http-figures'
import { type Metrics, metrics } from '@/server/metrics/metrics'
import { noteProcess } from '@/server/metrics/process-figures'
import { readWaitingMail, type WaitingMail } from '@/server/services/mail/mail-waiting'
import { readReleaseShare } from '@/server/services/releases/release-share'
import { type LateThing, lateThings, readLateness } from './lateness'

/**
 * Everything that is told of this process and of the work in the database, in the text that Prometheus reads. Whatever
 * would move with one Send is left out or told in steps (docs/decisions/020-what-can-be-watched.md).
 */
export async function writeMetrics(now: Date): Promise<string> {
  const told = metrics()
  noteProcess(told)
  noteHttp(told)
  await notePools(told)
  noteLateness(told, await readLateness(now))
  noteMail(told, await readWaitingMail(now))
  noteRelease(told, await readReleaseShare())
  return told.write()
}

const pools = ['app', 'jobs', 'errands', 'reader'] as const

/**
 * A connection that is taken is a request of this moment, and one that is idle was one half a minute ago: only how near
 * a pool is to its end is told, in quarters.
 */
async function notePools({ gauge }: Metrics): Promise<void> {
  const db = await database()
  const busy = gauge('plumbline_pool_busy_ratio', 'Connections taken, in quarters.', ['pool'])
  const waiting = gauge('plumbline_pool_waiting', 'Who waits for a connection.', ['pool'])
  for (const pool of pools) {
    const load = db[pool].load?.()
    if (!load) continue
    busy.set({ pool }, Math.floor((4 * load.taken) / load.size) / 4)
    waiting.set({ pool }, load.waiting)
  }
}

function noteLateness({ gauge }: Metrics, late: readonly LateThing[]): void {
  const lateness = gauge('plumbline_late', '1 for what is late, as /readyz names it.', ['what'])
  for (const what of lateThings) lateness.set({ what }, late.includes(what) ? 1 : 0)
}

function noteMail({ gauge }: Metrics, lanes: readonly WaitingMail[]): void {
  const late = gauge('plumbline_mail_late', 'Mails that wait for more than two minutes.', ['lane'])
  const oldest = gauge(
    'plumbline_mail_oldest_seconds',
    'How long the oldest of them has waited, in whole minutes.',
    ['lane'],
  )
  const givenUp = gauge('plumbline_mail_given_up', 'Mails that wait for the operator.', ['lane'])
  for (const { lane, ...mail } of lanes) {
    late.set({ lane }, mail.late)
    oldest.set({ lane }, 60 * mail.oldestMinutes)
    givenUp.set({ lane }, mail.givenUp)
  }
}

function noteRelease({ gauge }: Metrics, share: number | null): void {
  gauge('plumbline_release_running', '1 while a release is being made.').set(share === null ? 0 : 1)
  gauge(
    'plumbline_release_done_ratio',
    'How far it is, in tenths; 0 while it has fewer than a hundred subjects.',
  ).set(share ?? 0)
}
