import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { adoptDatabase, closeDatabase, openEmbedded } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { asOperator, asPublisher, asRater, asReader, selectRows } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { seedDemo } from '@/server/services/demo/seed-demo'
import { enqueue } from '@/server/services/outbox'
import { runRelease } from '@/server/services/releases/run-release'
import { courierAttack, doorAttack } from './doors'
import { filterAttack } from './filters'
import type { Finding } from './finding'
import type { Random } from './random'
import { sybilAttack } from './sybils'

/** A sample region in memory, released as a real one would be, to be loaded as often as it is needed. */
export async function makeSample(now: Date): Promise<Blob> {
  const db = await openEmbedded()
  adoptDatabase(db)
  try {
    await migrate(db)
    await seedDemo(now)
    await release(now)
    return await db.dump()
  } finally {
    await closeDatabase()
  }
}

/** The attacks on the sample that ask the database itself. */
export async function runStoredAttacks(
  sample: Blob,
  random: Random,
  now: Date,
): Promise<Finding[]> {
  adoptDatabase(await openEmbedded(undefined, sample))
  try {
    return [
      await storedOneMoreAttack(now),
      await filterAttack(now),
      await doorAttack(),
      await courierAttack(),
      await deletionAttack(now),
      await sybilAttack(random, now),
    ]
  } finally {
    await closeDatabase()
  }
}

function release(now: Date) {
  return runRelease(systemContext('command', 'attack', now), { trigger: 'command' })
}

const Asked = z.object({ subject_id: z.string(), raters: z.array(z.string()) })

/**
 * T4 on stored answers: ratings given again with every level changed, by four raters a subject, one at a time, each
 * followed by a release. Control: the totals of a live view, which move.
 */
async function storedOneMoreAttack(now: Date): Promise<Finding> {
  const subjects = await asPublisher((tx) =>
    selectRows(
      tx,
      Asked,
      sql`SELECT subject_id, (array_agg(DISTINCT rater_id))[1:4] AS raters FROM rating
          WHERE cycle_id IS NOT NULL AND NOT provider_staff AND fit ~ '[0-4]'
          GROUP BY subject_id ORDER BY subject_id`,
    ),
  )
  const before = await publicRows()
  let added = 0
  let changed = 0
  let live = 0
  for (const { subject_id, raters } of subjects) {
    for (const raterId of raters) {
      const totals = await liveTotals()
      await rateAgain(subject_id, raterId, now, 'attack')
      added += 1
      await release(now)
      if ((await publicRows()) !== before) changed += 1
      if ((await liveTotals()) !== totals) live += 1
    }
  }
  return {
    test: 'T4 one more stored rating',
    tried: `${added} ratings over ${subjects.length} subjects, a release after each, every readable row`,
    recovered: `${changed} times a byte changed`,
    control: `live view: its totals changed ${live} of ${added} times`,
    passed: added > 0 && changed === 0 && live > added / 2,
  }
}

/** The rater says of the same things something else, and it may count at once. */
export async function rateAgain(
  subjectId: string,
  raterId: string,
  now: Date,
  bodyHash: string,
): Promise<void> {
  const at = new Date(now.getTime() - 60_000)
  const moment = sql`${at.toISOString()}::timestamptz`
  await asRater({ raterId }, async (tx) => {
    await tx.execute(sql`
      INSERT INTO rating (subject_id, id, organization_id, rater_id, question_list_id, fit, exposure, value, rater_role,
                          region_id, sector, client_key, body_hash, held_until, submitted_at)
      SELECT subject_id, gen_random_uuid(), organization_id, rater_id, question_list_id,
             translate(fit, '01234', '10121'), exposure, value, rater_role, region_id, sector, gen_random_uuid(),
             ${bodyHash}, ${moment}, ${moment}
      FROM rating WHERE subject_id = ${subjectId} AND rater_id = ${raterId} AND fit ~ '[0-4]'
      ORDER BY submitted_at DESC LIMIT 1`)
    await enqueue(tx, { subjectId, kind: 'subject.touched', availableAt: at })
  })
}

/**
 * T11: an employer is deleted while its votes stand published. Control: a live view, whose totals lose what it said.
 */
async function deletionAttack(now: Date): Promise<Finding> {
  const members = await asPublisher((tx) =>
    selectRows(
      tx,
      z.object({ employer_id: z.string() }),
      sql`SELECT DISTINCT employer_id FROM cohort_member WHERE level IS NOT NULL ORDER BY 1 LIMIT 3`,
    ),
  )
  const before = await publicRows()
  let changed = 0
  let left = 0
  let live = 0
  for (const { employer_id } of members) {
    const totals = await liveTotals()
    await asOperator(async (tx) => {
      await enqueue(tx, { subjectId: employer_id, kind: 'employer.touched', availableAt: now })
      await tx.execute(sql`DELETE FROM packet WHERE employer_id = ${employer_id}`)
      await tx.execute(sql`DELETE FROM rater_invitation WHERE employer_id = ${employer_id}`)
      await tx.execute(sql`DELETE FROM organization WHERE id = ${employer_id}`)
    })
    await release(now)
    if ((await publicRows()) !== before) changed += 1
    if ((await liveTotals()) !== totals) live += 1
    const [links] = await asPublisher((tx) =>
      selectRows(
        tx,
        z.object({ n: z.coerce.number() }),
        sql`SELECT (SELECT count(*) FROM rating WHERE organization_id = ${employer_id})
                 + (SELECT count(*) FROM requirement_statement WHERE organization_id = ${employer_id})
                 + (SELECT count(*) FROM cohort_member WHERE employer_id = ${employer_id} AND level IS NOT NULL) AS n`,
      ),
    )
    left += links?.n ?? 0
  }
  return {
    test: 'T11 an employer is deleted',
    tried: `${members.length} members of published groups`,
    recovered: `${changed} times a byte changed, ${left} answers or links left`,
    control: `live view: its totals changed ${live} of ${members.length} times`,
    passed: members.length > 0 && changed === 0 && left === 0 && live > members.length / 2,
  }
}

const Line = z.object({ line: z.string() })

/** Every row of answers the reader's door shows, as one text. */
function publicRows(): Promise<string> {
  return asReader(async (tx) => {
    const rows: string[] = []
    for (const table of ['release', 'release_reference', 'cohort_version']) {
      const statement = sql`SELECT to_jsonb(t)::text AS line FROM ${sql.raw(table)} t ORDER BY 1`
      rows.push(...(await selectRows(tx, Line, statement)).map((row) => row.line))
    }
    return rows.join('\n')
  })
}

/** What a live dashboard would sum: every rater's latest answers. */
export function liveTotals(): Promise<string> {
  return asPublisher(async (tx) => {
    const rows = await selectRows(
      tx,
      Line,
      sql`SELECT concat_ws(' ', subject_id, answer, count(*)) AS line
          FROM (SELECT DISTINCT ON (subject_id, rater_id) subject_id, fit FROM rating
                ORDER BY subject_id, rater_id, submitted_at DESC) latest
          CROSS JOIN LATERAL regexp_split_to_table(fit, '') AS answer
          GROUP BY subject_id, answer ORDER BY 1`,
    )
    return rows.map((row) => row.line).join('\n')
  })
}
