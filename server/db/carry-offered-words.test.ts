import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from './client'
import { migrate } from './migrate'

const id = (no: number) => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`

test('lines that were offered wait for a review and adopted ones stay adopted, when an installation is brought up to date', async () => {
  const before = mkdtempSync(join(tmpdir(), 'plumbline-migrations-'))
  for (const name of readdirSync('drizzle').filter((file) => file < '0011')) {
    cpSync(join('drizzle', name), join(before, name), { recursive: true })
  }
  const db = await openEmbedded()
  const ask = (text: string) => db.withOwner(async ({ query }) => (await query(text)).rows)
  try {
    await migrate(db, before)
    await ask(`
      INSERT INTO organization (id, kind, slug, name, sample) VALUES ('${id(1)}', 'employer', 'e', 'E', true);
      INSERT INTO rater (id, organization_id, address_hash) VALUES ('${id(2)}', '${id(1)}', 'a');
      INSERT INTO requirement (id, organization_id, occupation_id, title)
      VALUES ('${id(3)}', '${id(1)}', 'soc2018:51-4041', 'T');
      INSERT INTO own_words (id, organization_id, requirement_id, rater_id, text, offered, adopted_competency_id)
      VALUES ('${id(4)}', '${id(1)}', '${id(3)}', '${id(2)}', 'Kept', false, NULL),
             ('${id(5)}', '${id(1)}', '${id(3)}', '${id(2)}', 'Waits', true, NULL),
             ('${id(6)}', '${id(1)}', '${id(3)}', '${id(2)}', 'Adopted', true, '${id(7)}')`)
    await migrate(db)
    expect(
      await ask(
        'SELECT text, occupation_id AS job, offered, review, reviewed_text AS reviewed FROM own_words ORDER BY id',
      ),
    ).toEqual([
      { text: 'Kept', job: 'soc2018:51-4041', offered: false, review: null, reviewed: null },
      { text: 'Waits', job: 'soc2018:51-4041', offered: true, review: null, reviewed: null },
      { text: 'Adopted', job: 'soc2018:51-4041', offered: true, review: 'shown', reviewed: null },
    ])
    expect(
      await ask('SELECT text, sample, adopted_competency_id AS adopted FROM offered_words'),
    ).toEqual([{ text: 'Adopted', sample: true, adopted: id(7) }])
  } finally {
    await db.close()
    rmSync(before, { recursive: true, force: true })
  }
}, 120_000)
