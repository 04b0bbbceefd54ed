import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { requirementStatements, requirements } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asTenant } from '@/server/db/tenancy'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { memberRater } from '@/server/services/raters/member-rater'

export type RequirementRow = {
  id: string
  title: string
  occupation: string
  updatedAt: Date
  /** Colleagues, oneself included, that sent lines: who said what stays with each of them. */
  people: number
  mine: boolean
}

/** The employer's job requirements, newest first: that lines were sent and by how many, never a level. */
export async function listRequirements(ctx: OrgContext): Promise<RequirementRow[]> {
  await authorize(ctx, 'requirement.read')
  const rater = await memberRater(ctx)
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
    const sent = await tx
      .selectDistinct({
        requirementId: requirementStatements.requirementId,
        raterId: requirementStatements.raterId,
      })
      .from(requirementStatements)
      .where(
        and(
          eq(requirementStatements.organizationId, ctx.organization.id),
          isNotNull(requirementStatements.requirementId),
        ),
      )
    return rows.map((row) => {
      const people = sent.filter((each) => each.requirementId === row.id)
      return {
        ...row,
        people: people.length,
        mine: people.some((each) => each.raterId === rater.id),
      }
    })
  })
}
