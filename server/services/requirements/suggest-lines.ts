import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { subjects } from '@/server/db/schema/ratings'
import { asReader, selectRows, type Transaction } from '@/server/db/tenancy'
import {
  type LineCandidate,
  type LineReason,
  proformaLines,
} from '@/server/domain/asking/requirements'
import { reviewedSource } from '@/server/domain/catalogue/occupations'
import { DomainError } from '@/server/domain/errors'
import { MAX_AGE_QUARTERS } from '@/server/domain/method/counts'
import { IMPORTANCE_SCORE } from '@/server/domain/scales'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { cohortsOfSubjects } from '@/server/services/published/published-cohorts'
import { publicReadership, type Readership } from '@/server/services/published/readership'

export const SuggestLines = z.object({ occupationId: z.string().min(1).max(60) })
export type SuggestLines = z.infer<typeof SuggestLines>

export type SuggestedLine = {
  competencyId: string
  label: string
  statement: string
  framework: string
  reason: LineReason
}

export type Proforma = { occupation: { id: string; title: string }; lines: SuggestedLine[] }

/**
 * What a job requirement for an occupation starts from: published importance, the claims of
 * published credentials and the words of published frameworks. Reads through the reader's door, so
 * no employer's own lines can be among them.
 */
export async function suggestLines(ctx: OrgContext, input: SuggestLines): Promise<Proforma> {
  await authorize(ctx, 'requirement.read')
  return asReader(async (tx) => {
    const occupation = await findOccupation(tx, input.occupationId)
    const published = await publishedNeeds(tx, publicReadership(ctx.now), occupation.id)
    const rows = await selectRows(
      tx,
      CandidateRow,
      candidates(occupation.id, occupation.words, published),
    )
    const texts = new Map(rows.map((row) => [row.competency_id, row]))
    const lines = proformaLines(rows.map(toCandidate))
    return {
      occupation: { id: occupation.id, title: occupation.title },
      lines: lines.flatMap((line) => {
        const row = texts.get(line.competencyId)
        if (!row) return []
        const { label, statement, framework } = row
        return [
          { competencyId: line.competencyId, label, statement, framework, reason: line.reason },
        ]
      }),
    }
  })
}

const OccupationRow = z.object({ id: z.string(), title: z.string(), words: z.string() })

/** An O*NET-SOC occupation takes the everyday titles of the SOC occupation it refines. */
async function findOccupation(tx: Transaction, id: string) {
  const [occupation] = await selectRows(
    tx,
    OccupationRow,
    sql`SELECT o.id, o.title,
          concat_ws(' ', o.title, parent.title, (
            SELECT string_agg(a.phrase, ' ') FROM occupation_alias a
            WHERE a.occupation_id = o.id AND a.source = ${reviewedSource})) AS words
        FROM occupation o
        LEFT JOIN occupation parent ON parent.id = o.parent_id AND parent.level = 'detailed'
        WHERE o.id = ${id} AND o.level IN ('detailed', 'onet')`,
  )
  if (!occupation) throw new DomainError('not_found', 'occupations.none')
  return occupation
}

const CandidateRow = z.object({
  competency_id: z.string(),
  framework_id: z.string(),
  label: z.string(),
  statement: z.string(),
  framework: z.string(),
  counts: z.array(z.coerce.number()),
  claims: z.coerce.number(),
  words: z.coerce.number(),
  transferable: z.boolean(),
})

type PublishedNeed = { competency_id: string; counts: number[] }

/** What living groups said of this occupation, summed by competency. */
async function publishedNeeds(
  tx: Transaction,
  reader: Readership,
  occupationId: string,
): Promise<PublishedNeed[]> {
  const rows = await tx
    .select({ id: subjects.id })
    .from(subjects)
    .where(and(eq(subjects.kind, 'occupation'), eq(subjects.occupationId, occupationId)))
  const ids = rows.map((row) => row.id)
  const needs = new Map<string, number[]>()
  for (const cohort of await cohortsOfSubjects(tx, reader, ids)) {
    const { competencyId, counts } = cohort
    if (competencyId === null || cohort.scale !== 'importance') continue
    if (cohort.ageQuarters > MAX_AGE_QUARTERS) continue
    const before = needs.get(competencyId)
    needs.set(
      competencyId,
      counts.map((count, level) => count + (before?.[level] ?? 0)),
    )
  }
  return [...needs].map(([competency_id, counts]) => ({ competency_id, counts }))
}

function candidates(occupationId: string, words: string, published: readonly PublishedNeed[]) {
  return sql`
    WITH published AS (
      SELECT competency_id, counts
      FROM jsonb_to_recordset(${JSON.stringify(published)}::jsonb)
        AS p (competency_id uuid, counts integer[])
    ), claimed AS (
      SELECT cc.competency_id, count(DISTINCT cc.credential_id) AS claims
      FROM credential_competency cc
      JOIN credential_occupation co ON co.credential_id = cc.credential_id
      JOIN credential c ON c.id = cc.credential_id AND c.state = 'published'
      WHERE co.occupation_id = ${occupationId} AND cc.competency_id IS NOT NULL
      GROUP BY cc.competency_id
    ), asked AS (
      SELECT nullif(replace(plainto_tsquery('english', ${words})::text, '&', '|'), '')::tsquery AS query
    ), worded AS (
      SELECT k.id, k.framework_id, v.label, v.statement, v.axis, f.name AS framework,
        CASE WHEN asked.query IS NULL THEN 0
             ELSE ts_rank(v.words, asked.query) END AS words
      FROM competency k
      JOIN competency_version v ON v.id = k.current_version_id AND NOT v.is_group
      JOIN framework f ON f.id = k.framework_id AND f.state = 'published'
      CROSS JOIN asked
      WHERE k.retired_at IS NULL
    ), scored AS (
      SELECT w.id AS competency_id, w.framework_id, w.label, w.statement, w.framework, w.words,
        coalesce(p.counts, '{}') AS counts, coalesce(c.claims, 0) AS claims,
        w.axis IS NOT DISTINCT FROM 'transferable' AS transferable
      FROM worded w
      LEFT JOIN published p ON p.competency_id = w.id
      LEFT JOIN claimed c ON c.competency_id = w.id
    )
    SELECT * FROM scored
    WHERE cardinality(counts) > 0 OR claims > 0 OR words > 0 OR transferable
    ORDER BY cardinality(counts) > 0 DESC, claims DESC, words DESC, label
    LIMIT 200`
}

function toCandidate(row: z.infer<typeof CandidateRow>): LineCandidate {
  const votes = row.counts.reduce((sum, count) => sum + count, 0)
  const score = row.counts.reduce(
    (sum, count, level) => sum + count * (IMPORTANCE_SCORE[level] ?? 0),
    0,
  )
  return {
    competencyId: row.competency_id,
    frameworkId: row.framework_id,
    label: row.label,
    published: votes > 0 ? score / votes : null,
    claims: row.claims,
    words: row.words,
    transferable: row.transferable,
  }
}
