import { and, eq, isNotNull } from 'drizzle-orm'
import { ownWords, requirementStatements } from '@/server/db/schema/ratings'
import { asRater, asTenant } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'

export type SentLines = {
  /** Requirements the reader has lines in, in its own words or marked. */
  mine: ReadonlySet<string>
  /** How many colleagues marked lines of a requirement; their own words are theirs, that there are any too. */
  others: ReadonlyMap<string, number>
}

/** Who of the employer sent lines, by requirement: that they were sent, never a level. */
export async function whoSentLines(ctx: OrgContext, raterId: string): Promise<SentLines> {
  const door = { raterId, organizationId: ctx.organization.id }
  const statements = await asTenant(ctx, (tx) =>
    tx
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
      ),
  )
  const words = await asRater(door, (tx) =>
    tx
      .selectDistinct({ requirementId: ownWords.requirementId })
      .from(ownWords)
      .where(and(eq(ownWords.raterId, raterId), isNotNull(ownWords.requirementId))),
  )
  const mine = new Set(words.flatMap((each) => each.requirementId ?? []))
  const others = new Map<string, number>()
  for (const sent of statements) {
    const { requirementId } = sent
    if (requirementId === null) continue
    if (sent.raterId === raterId) mine.add(requirementId)
    else others.set(requirementId, (others.get(requirementId) ?? 0) + 1)
  }
  return { mine, others }
}
