import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { followUpTimes } from '@/server/domain/asking/follow-ups'
import { openEmbedded } from './client'
import { migrate } from './migrate'

const id = (no: number) => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`
const [EMPLOYER, OPEN, CLOSED] = [id(1), id(2), id(3)]
const RATERS = { declined: 10, undecided: 11, sent: 12, reminded: 13, back: 14, code: 15 }

test('an open cycle keeps who stopped and who began, and nothing of who was reminded, when an installation is brought up to date', async () => {
  const before = mkdtempSync(join(tmpdir(), 'plumbline-migrations-'))
  for (const name of readdirSync('drizzle').filter((file) => file < '0008')) {
    cpSync(join('drizzle', name), join(before, name), { recursive: true })
  }
  const db = await openEmbedded()
  const opens = new Date(Date.now() - 12 * 86_400_000)
  const closes = new Date(Date.now() + 8 * 86_400_000)
  const ask = (text: string) => db.withOwner(async ({ query }) => (await query(text)).rows)
  try {
    await migrate(db, before)
    await ask(`
      INSERT INTO organization (id, kind, slug, name) VALUES ('${EMPLOYER}', 'employer', 'e', 'E');
      INSERT INTO rating_cycle (id, organization_id, title, occupation_id, state, opens_at, closes_at, time_zone)
      SELECT c.id::uuid, '${EMPLOYER}', 'T', (SELECT min(id) FROM occupation), c.state,
             '${opens.toISOString()}', '${closes.toISOString()}', 'UTC'
      FROM (VALUES ('${OPEN}', 'open'), ('${CLOSED}', 'closed')) c (id, state)`)
    for (const [name, no] of Object.entries(RATERS)) {
      const declined = name === 'declined' || name === 'undecided'
      await ask(`
        INSERT INTO rater (id, organization_id, address_hash) VALUES ('${id(no)}', '${EMPLOYER}', '${name}');
        INSERT INTO rater_invitation (id, cycle_id, organization_id, employer_id, rater_id, email, delivery)
        VALUES ('${id(no)}', '${OPEN}', '${EMPLOYER}', '${EMPLOYER}', '${id(no)}', '${name}@e.example',
                '${declined ? 'declined' : 'sent'}');
        INSERT INTO rater_progress (invitation_id, rater_id, cycle_id, reminders_sent, started_at, submitted_at, withdrawn_at)
        VALUES ('${id(no)}', '${id(no)}', '${OPEN}', ${name === 'reminded' ? 1 : 0},
                ${name === 'undecided' ? 'now()' : 'NULL'}, ${name === 'sent' ? 'now()' : 'NULL'},
                ${name === 'back' ? 'now()' : 'NULL'})`)
    }
    await ask(`
      INSERT INTO rater_session (token_hash, invitation_id, expires_at) VALUES ('s', '${id(RATERS.code)}', now());
      INSERT INTO outbox (subject_id, id, kind, payload) SELECT '${id(12)}', gen_random_uuid(), 'mail',
        jsonb_build_object('template', t) FROM unnest(ARRAY['rater-reminder', 'rater-receipt', 'rater-code']) t`)

    await migrate(db)
    const named = (rows: Record<string, unknown>[]) =>
      rows.map((row) => String(row.email).split('@')[0])
    const invited = 'JOIN rater_invitation i ON i.id = t.invitation_id ORDER BY i.email'
    expect(named(await ask(`SELECT i.email FROM rater_stop t ${invited}`))).toEqual(['declined'])
    expect(named(await ask(`SELECT i.email FROM rater_progress t ${invited}`))).toEqual([
      'back',
      'code',
      'sent',
      'undecided',
    ])
    expect(await ask('SELECT DISTINCT follow_ups_sent FROM rater_invitation')).toEqual([
      { follow_ups_sent: 1 },
    ])
    const times = await ask(
      `SELECT extract(epoch FROM t) * 1000 AS at FROM rating_cycle, unnest(follow_ups) t WHERE id = '${OPEN}'`,
    )
    expect(times.map(({ at }) => Math.round(Number(at)))).toEqual(
      followUpTimes(opens, closes).map((at) => at.getTime()),
    )
    expect(
      await ask(`SELECT cardinality(follow_ups) AS times FROM rating_cycle WHERE id = '${CLOSED}'`),
    ).toEqual([{ times: 0 }])
    expect(await ask(`SELECT payload->>'template' AS name FROM outbox`)).toEqual([
      { name: 'rater-code' },
    ])
  } finally {
    await db.close()
    rmSync(before, { recursive: true, force: true })
  }
}, 120_000)
