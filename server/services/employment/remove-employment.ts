import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { sectorEmployment } from '@/server/db/schema/employment'
import { regions } from '@/server/db/schema/reference'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { Context, OrgContext } from '@/server/services/context'
import { employmentDoor } from './employment-door'

export const RemoveEmployment = z.strictObject({ regionId: z.string().max(60) })
export type RemoveEmployment = z.infer<typeof RemoveEmployment>

/** Takes a region's employment away: its summary is then not weighted. */
export async function removeEmployment(
  ctx: Context | OrgContext,
  input: RemoveEmployment,
): Promise<void> {
  const { organizationId, open } = await employmentDoor(ctx, 'edit')
  await open(async (tx) => {
    const [region] = await tx
      .select({ id: regions.id })
      .from(regions)
      .where(
        and(
          eq(regions.id, input.regionId),
          organizationId === null ? undefined : eq(regions.organizationId, organizationId),
        ),
      )
    const gone = region
      ? await tx
          .delete(sectorEmployment)
          .where(eq(sectorEmployment.regionId, region.id))
          .returning({ sector: sectorEmployment.sector })
      : []
    if (gone.length === 0) {
      throw new DomainError('not_found', 'employment.noneStored')
    }
    await recordAudit(tx, ctx, {
      verb: 'employment.remove',
      target: { kind: 'region', id: input.regionId },
      detail: { sectors: gone.length },
    })
  })
}
