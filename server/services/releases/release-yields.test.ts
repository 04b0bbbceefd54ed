import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { adoptDatabase, closeDatabase, openEmbedded } from '@/server/db/client'
import { asPublisher } from '@/server/db/tenancy'
import { quarterOf } from '@/server/domain/method/map-cells'
import { loadEmployers } from './employer-register'
import { releaseSubject } from './release-subject'
import type { SubjectLedger } from './subject-ledger'

const now = new Date('2026-05-04T12:00:00Z')

beforeAll(async () => {
  adoptDatabase(await openEmbedded(undefined, new Blob([readFileSync(inject('embeddedSnapshot'))])))
})
afterAll(() => closeDatabase())

test('between two items of a subject, whatever else waits in this thread has its turn', async () => {
  const items = Array.from({ length: 40 }, () => randomUUID())
  const ledger: SubjectLedger = {
    subjectId: randomUUID(),
    scales: [{ scale: 'fit', rows: [], items }],
    position: () => -1,
    nextEligible: null,
  }
  const stored = { grouped: [], of: () => ({ cohorts: [], waiting: new Map<string, number>() }) }
  const moment = { asOf: now, quarter: quarterOf(now), due: new Map<string, never>() }
  const turns = await asPublisher(async (tx) => {
    const employers = await loadEmployers(tx, now)
    let taken = 0
    let more = true
    const takeTurns = () => {
      taken += 1
      if (more) setImmediate(takeTurns)
    }
    setImmediate(takeTurns)
    const run = { tx, moment, employers, trigger: 'nightly' as const }
    await releaseSubject(run, { ledger, stored }, Promise.resolve())
    more = false
    return taken
  })
  expect(turns).toBeGreaterThanOrEqual(items.length)
})
