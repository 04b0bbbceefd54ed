import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { adoptDatabase, closeDatabase, openPostgres } from '@/server/db/client'
import { outbox } from '@/server/db/schema/outbox'
import { releases } from '@/server/db/schema/releases'
import { asOperator, asPublisher, selectRows } from '@/server/db/tenancy'
import { enqueue } from '@/server/services/outbox'
import { onCluster, urlOf } from '@/server/testing/cluster'
import {
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
} from '@/server/testing/ledger-factory'

const template = inject('postgresTemplate')
const name = `plumbline_test_${randomUUID().replaceAll('-', '')}`
const folder = mkdtempSync(join(tmpdir(), 'plumbline-work-'))

const settings = () => ({
  PATH: process.env.PATH ?? '',
  NODE_ENV: 'production' as const,
  DATABASE_URL: urlOf(name, 'plumbline_test_app'),
  DATABASE_OWNER_URL: urlOf(name),
  AUTH_SECRET: 'pGm4tYk1vQ8rZ0sWb7uXc3dEf6hJ9aLn',
  APP_URL: 'https://plumbline.example.org',
  TRUSTED_PROXIES: '1',
  PLUMBLINE_DATA: join(folder, 'data'),
  JOBS: 'off',
})

type Worker = {
  child: ChildProcessByStdio<null, Readable, Readable>
  said: () => string
  end: () => Promise<{ code: number | null; signal: string | null }>
}

function startWork(changed: Record<string, string> = {}): Worker {
  const run = ['--conditions=react-server', '--import', 'tsx', 'scripts/plumbline.ts', 'work']
  const child = spawn(process.execPath, run, {
    env: { ...settings(), ...changed },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      said += piece
    })
  }
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  return { child, said: () => said, end: () => ended }
}

/** Six employers whose cycle closed a moment ago: one release publishes their group. */
async function waitingRelease(): Promise<void> {
  const before = new Date(Date.now() - 60_000)
  const subject = await makeAskedSubject({ competencies: 1 })
  const cycleId = await makeCycle(subject, 'closed', before)
  for (const fit of '012343') {
    await sendRating({ subject, employerId: await makeEmployer(), at: before, cycleId, fit })
  }
}

const leaveMail = (to: string) =>
  asOperator((tx) =>
    enqueue(tx, {
      subjectId: randomUUID(),
      kind: 'mail',
      payload: { template: 'sign-in', to, next: '/' },
    }),
  )

const mailsWaiting = () =>
  asOperator((tx) => tx.$count(outbox, eq(outbox.kind, 'mail'))).then(Number)

/** To whom mail was kept, as often as it was. */
const mailed = () =>
  readdirSync(join(folder, 'data.mail'))
    .map((file) => JSON.parse(readFileSync(join(folder, 'data.mail', file), 'utf8')).to)
    .sort()

const Written = z.object({ releases: z.coerce.number(), pages: z.coerce.number() })
const written = async () => {
  const [row] = await asPublisher((tx) =>
    selectRows(
      tx,
      Written,
      sql`SELECT (SELECT count(*) FROM release WHERE finished_at IS NOT NULL) AS releases,
                 (SELECT count(*) FROM server_process) AS pages`,
    ),
  )
  return row
}

describe.skipIf(!template)('work in processes of its own', () => {
  beforeAll(async () => {
    await onCluster(`CREATE DATABASE ${name} TEMPLATE ${template}`)
    adoptDatabase(openPostgres(urlOf(name, 'plumbline_test_app'), urlOf(name)))
  })
  afterAll(async () => {
    await closeDatabase()
    await onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    rmSync(folder, { recursive: true, force: true })
  })

  test('two of them do everything once, serve no pages, and stop in order when told', async () => {
    const people = Array.from({ length: 30 }, (_, at) => `person-${100 + at}@works.example`)
    for (const to of people) await leaveMail(to)
    await waitingRelease()
    const workers = [startWork(), startWork()]
    await vi.waitFor(
      async () => {
        expect(await written()).toEqual({ releases: 1, pages: 0 })
        expect(await mailsWaiting()).toBe(0)
      },
      { timeout: 120_000, interval: 500 },
    )
    workers[0]?.child.kill('SIGTERM')
    workers[1]?.child.kill('SIGINT')
    for (const worker of workers) {
      expect(await worker.end(), worker.said()).toEqual({ code: 0, signal: null })
      expect(worker.said()).toMatch(/Stopped\.\n$/)
      expect(worker.said()).not.toMatch(/works\.example|[0-9a-f]{8}-[0-9a-f]{4}/)
    }
    expect(mailed()).toEqual(people)
    const said = workers.map((worker) => worker.said()).join('')
    expect(said).toMatch(/release 1 × in \d+ s \(1 groups\)/)
    const made = await asPublisher((tx) => tx.select({ trigger: releases.trigger }).from(releases))
    expect(made).toEqual([{ trigger: 'nightly' }])
  }, 180_000)

  test.each([
    ['DATABASE_URL', '', /^DATABASE_URL is not set\. The embedded database/],
    ['APP_URL', '', /^Plumbline cannot start\.\nAPP_URL is missing/],
    ['DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none', /The database does not answer/],
  ])(
    'without a right %s one says what is wrong and ends',
    async (setting, value, sentence) => {
      const worker = startWork({ [setting]: value })
      expect((await worker.end()).code).toBe(1)
      expect(worker.said().replaceAll(/^Warning: .*\n/gm, '')).toMatch(sentence)
    },
    60_000,
  )
})
