import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from './client'
import { migrate } from './migrate'

const id = (no: number) => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`

test('proposals about records that became part of another follow them, when an installation is brought up to date', async () => {
  const before = mkdtempSync(join(tmpdir(), 'plumbline-migrations-'))
  for (const name of readdirSync('drizzle').filter((file) => file < '0027')) {
    cpSync(join('drizzle', name), join(before, name), { recursive: true })
  }
  const db = await openEmbedded()
  const ask = (text: string) => db.withOwner(async ({ query }) => (await query(text)).rows)
  const [asker, other, kept, gone, alsoGone] = [id(1), id(2), id(3), id(4), id(5)]
  try {
    await migrate(db, before)
    await ask(`
      INSERT INTO organization (id, kind, slug, name, merged_into_id)
      VALUES ('${asker}', 'provider', 'a', 'A', NULL), ('${other}', 'provider', 'b', 'B', NULL),
             ('${kept}', 'employer', 'k', 'K', NULL), ('${gone}', 'employer', 'g', 'G', '${kept}'),
             ('${alsoGone}', 'employer', 'h', 'H', '${kept}');
      INSERT INTO employer_proposal (organization_id, employer_id, county_id, industry_id, asked_at, asked_by)
      VALUES ('${asker}', '${kept}', NULL, 'naics2017:62', NULL, NULL),
             ('${asker}', '${gone}', 'us-39093', NULL, '2026-11-02', '${id(9)}'),
             ('${other}', '${gone}', 'us-39005', NULL, NULL, NULL),
             ('${other}', '${alsoGone}', 'us-39007', NULL, '2026-11-03', '${id(8)}')`)
    await migrate(db)
    expect(
      await ask(`SELECT organization_id AS asker, employer_id AS employer, county_id AS county, industry_id AS industry,
                   asked_at::date::text AS asked, asked_by AS by FROM employer_proposal ORDER BY 1`),
    ).toEqual([
      {
        ...{ asker, employer: kept, county: 'us-39093', industry: 'naics2017:62' },
        ...{ asked: '2026-11-02', by: id(9) },
      },
      {
        ...{ asker: other, employer: kept, county: 'us-39007', industry: null },
        ...{ asked: '2026-11-03', by: id(8) },
      },
    ])
  } finally {
    await db.close()
    rmSync(before, { recursive: true, force: true })
  }
}, 120_000)
