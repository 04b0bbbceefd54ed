import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { alignments } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import { MOST_SUGGESTIONS } from '@/server/domain/catalogue/text-matching'
import { DomainError } from '@/server/domain/errors'
import { recordAudits } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

export const UndoAlignment = z.object({ ids: z.array(z.uuid()).min(1).max(MOST_SUGGESTIONS) })
export type UndoAlignment = z.infer<typeof UndoAlignment>

/** Takes decisions back, so that nobody has decided about those pairs; the audit keeps that they were made. */
export async function undoAlignment(
  ctx: OrgContext,
  input: UndoAlignment,
): Promise<{ undone: number }> {
  await authorize(ctx, 'alignment.edit')
  return asTenant(ctx, async (tx) => {
    const rows = await tx
      .delete(alignments)
      .where(
        and(inArray(alignments.id, input.ids), eq(alignments.organizationId, ctx.organization.id)),
      )
      .returning()
    if (rows.length === 0) throw new DomainError('not_found', 'alignments.none')
    await recordAudits(
      tx,
      ctx,
      rows.map((row) => ({
        verb: 'alignment.undo',
        target: { kind: 'alignment', id: row.id },
        detail: { from: row.fromCompetencyId, to: row.toCompetencyId, was: row.kind ?? row.state },
      })),
    )
    return { undone: rows.length }
  })
}
