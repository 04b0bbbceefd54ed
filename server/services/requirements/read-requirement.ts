import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { competencies, competencyVersions, frameworks } from '@/server/db/schema/frameworks'
import {
  ownWords,
  questionLists,
  requirementStatements,
  requirements,
} from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asRater, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { NOT_ASKED, type RaterRole } from '@/server/domain/scales'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { memberRater } from '@/server/services/raters/member-rater'
import { whoSentLines } from './who-sent-lines'

export const ReadRequirement = z.object({ id: z.uuid() })
export type ReadRequirement = z.infer<typeof ReadRequirement>

export type RequirementView = {
  id: string
  title: string
  occupation: { id: string; title: string }
  updatedAt: Date
  /** Colleagues that sent lines. */
  others: number
  /** What the reader does in the job's team, as last said. */
  role: RaterRole | null
  /** The reader's own marks; null while none are sent. Those of colleagues stay theirs. */
  mine: {
    sentAt: Date
    countsFrom: Date | null
    lines: {
      competencyId: string
      label: string
      statement: string
      framework: string
      importance: string
      proficiency: string
    }[]
  } | null
  ownWords: { text: string; importance: number | null; offered: boolean; shown: boolean }[]
}

/** One job requirement with the reader's own latest lines. */
export async function readRequirement(
  ctx: OrgContext,
  input: ReadRequirement,
): Promise<RequirementView> {
  await authorize(ctx, 'requirement.read')
  const rater = await memberRater(ctx)
  const { others } = await whoSentLines(ctx, rater.id)
  return asRater({ raterId: rater.id, organizationId: ctx.organization.id }, async (tx) => {
    const [row] = await tx
      .select({
        id: requirements.id,
        title: requirements.title,
        occupationId: occupations.id,
        occupation: occupations.title,
        updatedAt: requirements.updatedAt,
      })
      .from(requirements)
      .innerJoin(occupations, eq(occupations.id, requirements.occupationId))
      .where(
        and(
          eq(requirements.id, input.id),
          eq(requirements.organizationId, ctx.organization.id),
          isNull(requirements.archivedAt),
        ),
      )
    if (!row) throw new DomainError('not_found', 'requirements.none')
    const statement = await latestStatement(tx, row.id, rater.id)
    const own = await tx
      .select({
        role: ownWords.raterRole,
        text: ownWords.text,
        importance: ownWords.importance,
        offered: ownWords.offered,
        shown: sql<boolean>`${ownWords.review} IS NOT DISTINCT FROM 'shown'`,
      })
      .from(ownWords)
      .where(and(eq(ownWords.requirementId, row.id), eq(ownWords.raterId, rater.id)))
      .orderBy(ownWords.createdAt, ownWords.id)
    return {
      id: row.id,
      title: row.title,
      occupation: { id: row.occupationId, title: row.occupation },
      updatedAt: row.updatedAt,
      others: others.get(row.id) ?? 0,
      role: own.findLast((line) => !line.shown)?.role ?? statement?.role ?? null,
      mine: statement?.mine ?? null,
      ownWords: own.map(({ role: _, ...line }) => line),
    }
  })
}

async function latestStatement(
  tx: Transaction,
  requirementId: string,
  raterId: string,
): Promise<{ role: RaterRole; mine: NonNullable<RequirementView['mine']> } | null> {
  const [statement] = await tx
    .select({
      role: requirementStatements.raterRole,
      sentAt: requirementStatements.submittedAt,
      countsFrom: requirementStatements.heldUntil,
      importance: requirementStatements.importance,
      proficiency: requirementStatements.proficiency,
      ids: questionLists.competencyIds,
      versionIds: questionLists.competencyVersionIds,
    })
    .from(requirementStatements)
    .innerJoin(questionLists, eq(questionLists.id, requirementStatements.questionListId))
    .where(
      and(
        eq(requirementStatements.requirementId, requirementId),
        eq(requirementStatements.raterId, raterId),
      ),
    )
    .orderBy(desc(requirementStatements.submittedAt), desc(requirementStatements.id))
    .limit(1)
  if (!statement) return null
  const texts = await wordings(tx, statement.versionIds)
  const { role, sentAt, countsFrom, importance, proficiency } = statement
  return {
    role,
    mine: {
      sentAt,
      countsFrom,
      lines: statement.ids.flatMap((competencyId, at) => {
        const text = texts.get(statement.versionIds[at] ?? '')
        if (!text) return []
        return [
          {
            competencyId,
            ...text,
            importance: importance[at] ?? NOT_ASKED,
            proficiency: proficiency?.[at] ?? NOT_ASKED,
          },
        ]
      }),
    },
  }
}

async function wordings(tx: Transaction, versionIds: string[]) {
  const rows = await tx
    .select({
      versionId: competencyVersions.id,
      label: competencyVersions.label,
      statement: competencyVersions.statement,
      framework: frameworks.name,
    })
    .from(competencyVersions)
    .innerJoin(competencies, eq(competencies.id, competencyVersions.competencyId))
    .innerJoin(frameworks, eq(frameworks.id, competencies.frameworkId))
    .where(inArray(competencyVersions.id, versionIds))
  return new Map(rows.map(({ versionId, ...text }) => [versionId, text]))
}
