import { and, eq, inArray, or } from 'drizzle-orm'
import { alignments } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import { type AlignmentKind, reversedKind } from '@/server/domain/alignments'

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

/** The competencies among these that this organization has decided about towards the others. */
export async function decidedAmong(
  tx: Transaction,
  organizationId: string,
  ids: readonly string[],
  towards: (otherId: string) => boolean,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .select({ from: alignments.fromCompetencyId, to: alignments.toCompetencyId })
    .from(alignments)
    .where(
      and(
        eq(alignments.organizationId, organizationId),
        or(
          inArray(alignments.fromCompetencyId, [...ids]),
          inArray(alignments.toCompetencyId, [...ids]),
        ),
      ),
    )
  const asked = new Set(ids)
  return new Set(
    rows.flatMap(({ from, to }) => [
      ...(asked.has(from) && towards(to) ? [from] : []),
      ...(asked.has(to) && towards(from) ? [to] : []),
    ]),
  )
}
