import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeOnBothEngines } from '@/server/testing/databases'
import { database, openEmbedded } from './client'
import { migrate, migrationNames } from './migrate'

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
}, 120_000)

describeOnBothEngines('a migration that was applied', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-applied-'))
  const edited = join(folder, '0002_search.sql')
  const inOwner = async (statement: string) =>
    (await database()).withOwner(async ({ query }) => (await query(statement)).rows)
  const checksums = () =>
    inOwner('SELECT name, checksum FROM plumbline_migrations.applied ORDER BY name')

  beforeAll(() => cpSync('drizzle', folder, { recursive: true }))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('is kept with a checksum and may be run again', async () => {
    const before = await checksums()
    expect(before.map(({ name }) => name)).toEqual(migrationNames())
    for (const { checksum } of before) expect(checksum).toMatch(/^[0-9a-f]{64}$/)
    await migrate(await database(), folder)
    expect(await checksums()).toEqual(before)
  })

  test('is refused by name once its file was changed, and nothing else is applied', async () => {
    writeFileSync(edited, `${readFileSync(edited, 'utf8')}\n-- A thought of later.\n`)
    writeFileSync(join(folder, '9999_more.sql'), 'CREATE TABLE thought (id integer)')
    await expect(migrate(await database(), folder)).rejects.toThrow(
      /drizzle\/0002_search\.sql was changed .* Restore the file/,
    )
    expect(await inOwner("SELECT to_regclass('thought') AS is")).toEqual([{ is: null }])
    cpSync('drizzle/0002_search.sql', edited)
    await migrate(await database(), folder)
    expect(await inOwner("SELECT to_regclass('thought')::text AS is")).toEqual([{ is: 'thought' }])
  })

  test('gets its checksum at the next start where it was applied before any was kept', async () => {
    const kept = await checksums()
    await inOwner('ALTER TABLE plumbline_migrations.applied DROP COLUMN checksum')
    await migrate(await database(), folder)
    expect(await checksums()).toEqual(kept)
  })
})

test('no line ending touches a migration, and no review has to read a snapshot', () => {
  const attributes = readFileSync('.gitattributes', 'utf8')
  expect(attributes).toContain('drizzle/*.sql text eol=lf')
  expect(attributes).toMatch(/^drizzle\/meta\/\*\.json .*linguist-generated -diff$/m)
  for (const name of migrationNames()) {
    expect(readFileSync(join('drizzle', name), 'utf8'), name).not.toContain('\r')
  }
})
