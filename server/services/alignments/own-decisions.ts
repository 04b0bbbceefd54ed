import { and, eq, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { alignments } from '@/server/db/schema/frameworks'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { type AlignmentKind, reversedKind } from '@/server/domain/catalogue/alignments'

export type OwnDecision = {
  id: string
  /** The other competency, and how it stands to the one asked about; null: rejected. */
  otherId: string
  kind: AlignmentKind | null
  words: string[]
  at: Date
}

/** What this organization has decided about one competency, whichever end it was decided from. */
export async function ownDecisions(
  tx: Transaction,
  organizationId: string,
  competencyId: string,
): Promise<OwnDecision[]> {
  const rows = await tx
    .select()
    .from(alignments)
    .where(
      and(
        eq(alignments.organizationId, organizationId),
        or(
          eq(alignments.fromCompetencyId, competencyId),
          eq(alignments.toCompetencyId, competencyId),
        ),
      ),
    )
    .orderBy(alignments.decidedAt, alignments.id)
  return rows.map((row) => {
    const forward = row.fromCompetencyId === competencyId
    return {
      id: row.id,
      otherId: forward ? row.toCompetencyId : row.fromCompetencyId,
      kind: row.kind && !forward ? reversedKind(row.kind) : row.kind,
      words: row.matchedWords,
      at: row.decidedAt,
    }
  })
}

const Decided = z.object({ id: z.string() })

/** Competencies of a framework that this organization has decided about towards another; null: any other. */
export async function decidedTowards(
  tx: Transaction,
  organizationId: string,
  frameworkId: string,
  otherId: string | null,
): Promise<Set<string>> {
  const rows = await selectRows(
    tx,
    Decided,
    sql`
      SELECT DISTINCT k.id
      FROM alignment a
      JOIN competency k ON k.id IN (a.from_competency_id, a.to_competency_id) AND k.framework_id = ${frameworkId}
      JOIN competency o ON o.id IN (a.from_competency_id, a.to_competency_id) AND o.id <> k.id
      WHERE a.organization_id = ${organizationId}
        AND ${otherId === null ? sql`o.framework_id <> ${frameworkId}` : sql`o.framework_id = ${otherId}`}`,
  )
  return new Set(rows.map((row) => row.id))
}
