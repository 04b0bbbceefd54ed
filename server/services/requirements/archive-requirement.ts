import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { requirements } from '@/server/db/schema/ratings'
import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

export const ArchiveRequirement = z.object({ id: z.uuid() })
export type ArchiveRequirement = z.infer<typeof ArchiveRequirement>

/** Takes a job requirement off the list; what was said in it keeps counting until it is withdrawn. */
export async function archiveRequirement(
  ctx: OrgContext,
  input: ArchiveRequirement,
): Promise<{ id: string }> {
  await authorize(ctx, 'requirement.edit')
  return asTenant(ctx, async (tx) => {
    const [row] = await tx
      .update(requirements)
      .set({ archivedAt: ctx.now })
      .where(
        and(
          eq(requirements.id, input.id),
          eq(requirements.organizationId, ctx.organization.id),
          isNull(requirements.archivedAt),
        ),
      )
      .returning({ id: requirements.id })
    if (!row) throw new DomainError('not_found', 'requirements.none')
    await recordAudit(tx, ctx, {
      verb: 'requirement.archive',
      target: { kind: 'requirement', id: row.id },
    })
    return row
  })
}
