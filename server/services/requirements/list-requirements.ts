import { and, desc, eq, isNull } from 'drizzle-orm'
import { requirements } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { memberRater } from '@/server/services/raters/member-rater'
import { whoSentLines } from './who-sent-lines'

export type RequirementRow = {
  id: string
  title: string
  occupation: string
  updatedAt: Date
  /** Colleagues that sent lines: who said what stays with each of them. */
  others: number
  mine: boolean
}

/** The employer's job requirements, newest first: that lines were sent and by how many, never a level. */
export async function listRequirements(ctx: OrgContext): Promise<RequirementRow[]> {
  await authorize(ctx, 'requirement.read')
  const rater = await memberRater(ctx)
  const sent = await whoSentLines(ctx, rater.id)
  return asTenant(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: requirements.id,
        title: requirements.title,
        occupation: occupations.title,
        updatedAt: requirements.updatedAt,
      })
      .from(requirements)
      .innerJoin(occupations, eq(occupations.id, requirements.occupationId))
      .where(
        and(eq(requirements.organizationId, ctx.organization.id), isNull(requirements.archivedAt)),
      )
      .orderBy(desc(requirements.updatedAt), requirements.id)
    return rows.map((row) => ({
      ...row,
      others: sent.others.get(row.id) ?? 0,
      mine: sent.mine.has(row.id),
    }))
  })
}
