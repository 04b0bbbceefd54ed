import pg from 'pg'
import { type Timings, timeWork } from './measure'

export const WRITERS = 16

/** One-row inserts, each its own durable transaction, by as many writers as the real work has. */
export async function insertBaseline(url: string, count: number): Promise<Timings> {
  const pool = new pg.Pool({ connectionString: url, max: WRITERS })
  try {
    await pool.query(
      'CREATE TABLE IF NOT EXISTS bench_row (id uuid PRIMARY KEY, at timestamptz DEFAULT now(), body text)',
    )
    return await timeWork(count, WRITERS, () =>
      pool.query('INSERT INTO bench_row (id, body) VALUES ($1, $2)', [
        crypto.randomUUID(),
        '012341234x12',
      ]),
    )
  } finally {
    await pool.end()
  }
}

/** Reads every rating and statement packed by subject and folds the levels without any rule. */
export async function foldBaseline(url: string): Promise<{ seconds: number; scores: number }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const began = performance.now()
    let scores = 0
    for (const [table, column] of [
      ['rating', 'fit'],
      ['requirement_statement', 'importance'],
    ]) {
      const { rows } = await client.query<{ packed: string }>(
        `SELECT string_agg(rater_id::text || ${column}, '' ORDER BY submitted_at, id) AS packed
         FROM ${table} GROUP BY subject_id`,
      )
      for (const { packed } of rows) scores += fold(packed)
    }
    return { seconds: (performance.now() - began) / 1000, scores }
  } finally {
    await client.end()
  }
}

function fold(packed: string): number {
  const counts = new Uint32Array(128)
  const row = 36 + 12
  let scores = 0
  for (let start = 0; start < packed.length; start += row) {
    for (let at = start + 36; at < start + row; at += 1) {
      const code = packed.charCodeAt(at)
      counts[code] = (counts[code] ?? 0) + 1
      scores += 1
    }
  }
  return scores
}

/** One row by its primary key, over the same kind of connection. */
export async function keyReadBaseline(url: string, count: number): Promise<Timings> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  try {
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM organization LIMIT 200')
    return await timeWork(count, 1, (index) =>
      pool.query('SELECT id, slug, name FROM organization WHERE id = $1', [
        rows[index % rows.length]?.id,
      ]),
    )
  } finally {
    await pool.end()
  }
}
