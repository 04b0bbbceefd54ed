import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  asIdentity,
  asOperator,
  asPublisher,
  selectRows,
  type Transaction,
} from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import { removeDemo } from './remove-demo'
import { seedDemo } from './seed-demo'

const now = new Date('2026-11-21T12:00:00Z')

describeOnBothEngines('the sample', () => {
  test('is written, is marked as sample, and goes in one action', async () => {
    const before = await counted()
    await seedDemo(now)
    const seeded = await counted()
    expect(seeded.organization).toBe(46)
    expect(seeded.sample_organization).toBe(46)
    expect(seeded.competency).toBe(60 + 12)
    expect(seeded.credential).toBe(6)
    expect(seeded.rating_cycle).toBe(4)
    await removeDemo(systemContext('command', 'test', now))
    expect(await counted()).toEqual(before)
  })
})

const Count = z.object({ n: z.coerce.number() })

async function counted() {
  const count = async (tx: Transaction, from: string) => {
    const [row] = await selectRows(tx, Count, sql.raw(`SELECT count(*) AS n FROM ${from}`))
    return row?.n ?? 0
  }
  const published = [
    'organization',
    'framework',
    'competency',
    'competency_version',
    'credential',
    'rating_cycle',
    'packet',
    'rater_invitation',
    'rater_progress',
    'rater',
    'rating',
    'requirement_statement',
    'cohort',
    'cohort_member',
    'cohort_version',
    'release',
    'release_reference',
    'pending_vote',
  ]
  const found: Record<string, number> = {}
  await asPublisher(async (tx) => {
    for (const table of published) found[table] = await count(tx, table)
    found.sample_organization = await count(tx, 'organization WHERE sample')
    found.set = await count(tx, `region WHERE kind = 'set'`)
  })
  await asOperator(async (tx) => {
    for (const table of ['requirement', 'member', 'confirmation'])
      found[table] = await count(tx, table)
  })
  await asIdentity({}, async (tx) => {
    found.user = await count(tx, '"user"')
  })
  return found
}
