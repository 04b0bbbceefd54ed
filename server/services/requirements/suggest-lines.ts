import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { subjects } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asReader, selectRows, type Transaction } from '@/server/db/tenancy'
import { type LineReason, proformaLines } from '@/server/domain/asking/requirements'
import { DomainError } from '@/server/domain/errors'
import { MAX_AGE_QUARTERS } from '@/server/domain/method/counts'
import { IMPORTANCE_SCORE } from '@/server/domain/scales'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { cohortsOfSubjects } from '@/server/services/published/published-cohorts'
import { publicReadership, type Readership } from '@/server/services/published/readership'
import type { FoundLine } from './search-lines'

export const SuggestLines = z.object({ occupationId: z.string().min(1).max(60) })
export type SuggestLines = z.infer<typeof SuggestLines>

export type SuggestedLine = FoundLine & { reason: LineReason }

export type Proforma = { occupation: { id: string; title: string }; lines: SuggestedLine[] }

/**
 * What a job requirement for an occupation starts from: published importance and the claims of published credentials,
 * both of this occupation. Reads through the reader's door, so no employer's own lines can be among them.
 */
export async function suggestLines(ctx: OrgContext, input: SuggestLines): Promise<Proforma> {
  await authorize(ctx, 'requirement.read')
  return asReader(async (tx) => {
    const occupation = await findOccupation(tx, input.occupationId)
    const published = await publishedNeeds(tx, publicReadership(ctx.now), occupation.id)
    const rows = await selectRows(tx, CandidateRow, candidates(occupation.id, published))
    return {
      occupation,
      lines: proformaLines(rows.map(toCandidate)).map(
        ({ published: _, claims: __, ...line }) => line,
      ),
    }
  })
}

async function findOccupation(tx: Transaction, id: string): Promise<Proforma['occupation']> {
  const [occupation] = await tx
    .select({ id: occupations.id, title: occupations.title })
    .from(occupations)
    .where(and(eq(occupations.id, id), inArray(occupations.level, ['detailed', 'onet'])))
  if (!occupation) throw new DomainError('not_found', 'occupations.none')
  return occupation
}

const CandidateRow = z.object({
  competency_id: z.string(),
  label: z.string(),
  statement: z.string(),
  framework: z.string(),
  counts: z.array(z.coerce.number()),
  claims: z.coerce.number(),
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

function candidates(occupationId: string, published: readonly PublishedNeed[]) {
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
    )
    SELECT k.id AS competency_id, v.label, v.statement, f.name AS framework,
      coalesce(p.counts, '{}') AS counts, coalesce(c.claims, 0) AS claims
    FROM published p
    FULL JOIN claimed c USING (competency_id)
    JOIN competency k ON k.id = competency_id AND k.retired_at IS NULL
    JOIN competency_version v ON v.id = k.current_version_id AND NOT v.is_group
    JOIN framework f ON f.id = k.framework_id AND f.state = 'published'
    ORDER BY cardinality(coalesce(p.counts, '{}')) > 0 DESC, claims DESC, v.label
    LIMIT 200`
}

/** With the words it is shown by; `published` is the mean of its votes. */
function toCandidate(row: z.infer<typeof CandidateRow>) {
  const votes = row.counts.reduce((sum, count) => sum + count, 0)
  const score = row.counts.reduce(
    (sum, count, level) => sum + count * (IMPORTANCE_SCORE[level] ?? 0),
    0,
  )
  return {
    competencyId: row.competency_id,
    label: row.label,
    statement: row.statement,
    framework: row.framework,
    published: votes > 0 ? score / votes : null,
    claims: row.claims,
  }
}
