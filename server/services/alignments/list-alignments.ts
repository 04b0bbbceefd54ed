import { and, count, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { alignments } from '@/server/db/schema/frameworks'
import { users } from '@/server/db/schema/identity'
import { asTenant } from '@/server/db/tenancy'
import { type AlignmentList, alignmentStates } from '@/server/domain/catalogue/alignments'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'

export const ListAlignments = z.object({
  state: z.enum(['all', ...alignmentStates]).default('all'),
  /** Only these decisions. */
  ids: z.array(z.uuid()).max(20).optional(),
  page: z.number().int().min(1).max(10_000).default(1),
})
export type ListAlignments = z.infer<typeof ListAlignments>

const PAGE_SIZE = 40

/** What this organization has decided about links between frameworks, newest first. */
export async function listAlignments(
  ctx: OrgContext,
  input: ListAlignments,
): Promise<AlignmentList> {
  await authorize(ctx, 'framework.read')
  const { state, ids, page } = input
  const which = and(
    eq(alignments.organizationId, ctx.organization.id),
    state === 'all' ? undefined : eq(alignments.state, state),
    ids ? inArray(alignments.id, ids) : undefined,
  )
  return asTenant(ctx, async (tx) => {
    const [all] = await tx.select({ total: count() }).from(alignments).where(which)
    const rows = await tx
      .select({ row: alignments, by: users.name })
      .from(alignments)
      .leftJoin(users, eq(users.id, alignments.decidedBy))
      .where(which)
      .orderBy(desc(alignments.decidedAt), alignments.id)
      .limit(PAGE_SIZE)
      .offset((page - 1) * PAGE_SIZE)
    const names = await nameCompetencies(
      tx,
      rows.flatMap(({ row }) => [row.fromCompetencyId, row.toCompetencyId]),
    )
    return {
      total: all?.total ?? 0,
      pageSize: PAGE_SIZE,
      items: rows.flatMap(({ row, by }) => {
        const from = names.get(row.fromCompetencyId)
        const to = names.get(row.toCompetencyId)
        if (!from || !to) return []
        return [
          { id: row.id, from, to, kind: row.kind, words: row.matchedWords, by, at: row.decidedAt },
        ]
      }),
    }
  })
}
