import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import type { CompetencyView } from '@/server/domain/catalogue/competency-view'
import type { Corpus } from '@/server/domain/catalogue/text-matching'

/** Where candidates are looked for: one framework, or every published one but the source's own. */
export type CandidateScope = { frameworkId: string } | { otherThan: string }

export type Candidates = { competencies: CompetencyView[]; corpus: Corpus }

/** How many are scored in full; ten times what a person is shown leaves room for length and repeats. */
const MOST_CANDIDATES = 60
/** How many texts the mean length is taken over; more would change it little and cost much. */
const MEASURED_TEXTS = 1000

const Found = z.object({
  id: z.string(),
  label: z.string(),
  statement: z.string(),
  code: z.string().nullable(),
  slug: z.string(),
  name: z.string(),
})
const Row = z.object({
  size: z.coerce.number(),
  averageLength: z.coerce.number(),
  frequency: z.record(z.string(), z.number()),
  candidates: z.array(Found),
})

/**
 * Competencies that share stems with a source, those with the rarest stems first, and what their scores
 * are relative to. Seen through the door of `tx`; groups and retired competencies are left out.
 */
export async function findCandidates(
  tx: Transaction,
  stems: readonly string[],
  scope: CandidateScope,
): Promise<Candidates> {
  const where =
    'frameworkId' in scope
      ? sql`f.id = ${scope.frameworkId}`
      : sql`f.id <> ${scope.otherThan} AND f.state = 'published'`
  const [row] = await selectRows(
    tx,
    Row,
    sql`
      WITH asked AS (
        SELECT stem, quote_literal(stem)::tsquery AS query, '%' || unspaced(stem) || '%' AS within
        FROM jsonb_array_elements_text(${JSON.stringify([...new Set(stems)])}::jsonb) AS stem
      ), text AS MATERIALIZED (
        SELECT k.id, v.words, v.unspaced
        FROM framework f
        JOIN competency k ON k.framework_id = f.id AND k.retired_at IS NULL
        JOIN competency_version v ON v.id = k.current_version_id AND NOT v.is_group
        WHERE ${where}
      ), size AS (
        SELECT (SELECT count(*) FROM text) AS n, coalesce(avg(stems), 0) AS length
        FROM (SELECT (SELECT sum(cardinality(positions)) FROM unnest(words))
                + coalesce(length(unspaced), 0) AS stems
              FROM text ORDER BY id LIMIT ${MEASURED_TEXTS}) measured
      ), hit AS MATERIALIZED (
        SELECT text.id, asked.stem FROM asked
        JOIN text ON text.words @@ asked.query OR text.unspaced LIKE asked.within
      ), frequency AS (
        SELECT stem, count(*) AS n FROM hit GROUP BY stem
      ), ranked AS (
        SELECT hit.id, sum(ln(1 + (size.n - frequency.n + 0.5) / (frequency.n + 0.5))) AS weight
        FROM hit JOIN frequency USING (stem) CROSS JOIN size
        GROUP BY hit.id
        ORDER BY weight DESC, hit.id
        LIMIT ${MOST_CANDIDATES}
      )
      SELECT size.n AS size, size.length AS "averageLength",
        coalesce((SELECT jsonb_object_agg(stem, n) FROM frequency), '{}') AS frequency,
        coalesce((
          SELECT jsonb_agg(jsonb_build_object('id', k.id, 'label', v.label, 'statement', v.statement,
            'code', v.code, 'slug', f.slug, 'name', f.name))
          FROM ranked
          JOIN competency k ON k.id = ranked.id
          JOIN competency_version v ON v.id = k.current_version_id
          JOIN framework f ON f.id = k.framework_id), '[]') AS candidates
      FROM size`,
  )
  if (!row) return { competencies: [], corpus: emptyCorpus }
  return {
    competencies: row.candidates.map(({ slug, name, ...rest }) => ({
      ...rest,
      framework: { slug, name },
    })),
    corpus: {
      size: row.size,
      averageLength: row.averageLength,
      frequency: new Map(Object.entries(row.frequency)),
    },
  }
}

const emptyCorpus: Corpus = { size: 0, averageLength: 0, frequency: new Map() }
