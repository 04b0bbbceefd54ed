import { z } from 'zod'
import { reviewedSource } from '@/server/domain/catalogue/occupations'
import type { OwnerConnection } from './client'

export type LoadedTitle = { line: number; code: string; phrase: string; source: string }

/** Its source, from where O*NET's own column of sources goes on, and the language it is written in. */
const onet = { source: 'O*NET', language: 'en' } as const

/**
 * Puts what O*NET calls occupations in place of what was loaded of it before, and says how many stand. A phrase that was
 * looked at here, in whatever case, stands as it is. Lines whose code is no occupation are returned, and then nothing is
 * loaded.
 */
export async function loadAlternateTitles(
  owner: OwnerConnection,
  titles: readonly LoadedTitle[],
): Promise<{ stand: number; unknown: { line: number; code: string }[] }> {
  await owner.query('BEGIN')
  try {
    await owner.query('SET LOCAL ROLE plumbline_owner')
    await owner.query(givenSql)
    await owner.query(insertSql, [JSON.stringify(titles)])
    const unknown = z.array(Unknown).parse((await owner.query(unknownSql)).rows)
    if (unknown.length > 0) {
      await owner.query('ROLLBACK')
      return { stand: 0, unknown }
    }
    await owner.query(replaceSql)
    const { rows } = await owner.query(
      `SELECT count(*)::int AS stand FROM occupation_alias WHERE ${ofOnet}`,
    )
    await owner.query('COMMIT')
    return { stand: Number(rows[0]?.stand), unknown }
  } catch (error) {
    await owner.query('ROLLBACK')
    throw error
  }
}

const Unknown = z.object({ line: z.number(), code: z.string() })

const ofOnet = `(source = '${onet.source}' OR source LIKE '${onet.source} %')`

/** A `.00` code of O*NET-SOC is its SOC occupation, which is the one that is offered. */
const givenSql = `
  CREATE TEMPORARY TABLE given_title (line integer, code text, id text, phrase text, source text) ON COMMIT DROP`

const insertSql = `
  INSERT INTO given_title
  SELECT line, code,
    CASE WHEN code LIKE '%.00' THEN 'soc2018:' || left(code, 7) ELSE 'onet2019:' || code END,
    phrase, trim('${onet.source} ' || source)
  FROM jsonb_to_recordset($1::jsonb) AS r(line integer, code text, phrase text, source text)`

const unknownSql = `
  SELECT line, code FROM given_title
  WHERE id NOT IN (SELECT id FROM occupation) ORDER BY line`

const replaceSql = `
  WITH gone AS (
    DELETE FROM occupation_alias a WHERE ${ofOnet}
      AND NOT EXISTS (SELECT FROM given_title g WHERE g.id = a.occupation_id AND g.phrase = a.phrase)
  )
  INSERT INTO occupation_alias (occupation_id, phrase, language, source)
  SELECT g.id, g.phrase, '${onet.language}', g.source FROM given_title g
  WHERE NOT EXISTS (SELECT FROM occupation_alias a WHERE a.occupation_id = g.id
    AND lower(a.phrase) = lower(g.phrase) AND a.source = '${reviewedSource}')
  ON CONFLICT (occupation_id, language, phrase) DO UPDATE SET source = excluded.source
  WHERE occupation_alias.source <> excluded.source`
