import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from './client'
import { migrate } from './migrate'

const SUBJECT = '00000000-0000-4000-8000-000000000001'
const COHORT = '00000000-0000-4000-8000-000000000002'
const [ANN, BEN] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']

test('members stored a row each are packed into their groups when an installation is brought up to date', async () => {
  const before = mkdtempSync(join(tmpdir(), 'plumbline-migrations-'))
  for (const name of readdirSync('drizzle').filter((file) => file < '0005')) {
    cpSync(join('drizzle', name), join(before, name), { recursive: true })
  }
  const db = await openEmbedded()
  try {
    await migrate(db, before)
    await db.withOwner(async (owner) => {
      await owner.query(`
        INSERT INTO subject (id, kind, occupation_id) SELECT '${SUBJECT}', 'occupation', min(id) FROM occupation;
        INSERT INTO cohort (subject_id, id, scale, carried, last_quarter)
        VALUES ('${SUBJECT}', '${COHORT}', 'importance', '{0,1,0,0}', 8104);
        INSERT INTO cohort_member (subject_id, cohort_id, employer_id, level, counted_at)
        VALUES ('${SUBJECT}', '${COHORT}', '${BEN}', NULL, NULL),
               ('${SUBJECT}', '${COHORT}', '${ANN}', 3, '2026-02-03T04:05:06.789Z')`)
    })
    const rows = () =>
      db.withOwner(async (owner) => {
        const result = await owner.query(
          `SELECT employer_id, level, round(extract(epoch FROM counted_at) * 1000)::text AS mark
           FROM cohort_member ORDER BY employer_id`,
        )
        return result.rows
      })
    const asRows = await rows()
    await migrate(db)
    expect(await rows()).toEqual(asRows)
    expect(asRows).toEqual([
      { employer_id: ANN, level: 3, mark: String(Date.parse('2026-02-03T04:05:06.789Z')) },
      { employer_id: BEN, level: null, mark: null },
    ])
  } finally {
    await db.close()
    rmSync(before, { recursive: true, force: true })
  }
})
