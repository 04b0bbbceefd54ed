import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { alignments, competencies, competencyVersions } from '@/server/db/schema/frameworks'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { AlignmentKind, reversedKind } from '@/server/domain/catalogue/alignments'
import { MOST_SUGGESTIONS, wordsOf } from '@/server/domain/catalogue/text-matching'
import { DomainError } from '@/server/domain/errors'
import { recordAudits } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { comparedText, stemsOf, stemWords } from './stem-words'

const Decision = z.discriminatedUnion('verdict', [
  z.strictObject({ toId: z.uuid(), verdict: z.literal('accept'), kind: AlignmentKind }),
  z.strictObject({ toId: z.uuid(), verdict: z.literal('reject') }),
])

export const DecideAlignment = z.object({
  fromId: z.uuid(),
  decisions: z.array(Decision).min(1).max(MOST_SUGGESTIONS),
})
export type DecideAlignment = z.infer<typeof DecideAlignment>

/**
 * Accepts or rejects links between one competency and others of different frameworks. Both are kept; a
 * later decision about the same two takes the place of the earlier one, from whichever end.
 */
export async function decideAlignment(
  ctx: OrgContext,
  input: DecideAlignment,
): Promise<{ ids: string[] }> {
  await authorize(ctx, 'alignment.edit')
  return asTenant(ctx, async (tx) => {
    const ends = await findCompetencies(tx, [
      input.fromId,
      ...input.decisions.map(({ toId }) => toId),
    ])
    const from = endOf(ends, input.fromId)
    const made = input.decisions.map((decision) => {
      const to = endOf(ends, decision.toId)
      if (to.frameworkId === from.frameworkId) {
        throw new DomainError('invalid', 'alignments.sameFramework')
      }
      return { to, kind: decision.verdict === 'accept' ? decision.kind : null }
    })
    const idOf = await store(tx, ctx, from, made)
    const ids = made.map(({ to }) => idOf(to.id))
    await recordAudits(
      tx,
      ctx,
      made.map(({ to, kind }, at) => ({
        verb: kind === null ? 'alignment.reject' : 'alignment.accept',
        target: { kind: 'alignment', id: ids[at] ?? '' },
        detail: { from: from.id, to: to.id, ...(kind === null ? {} : { kind }) },
      })),
    )
    return { ids }
  })
}

type End = { id: string; frameworkId: string; label: string; statement: string }

/** What was decided about the link to one competency; null rejects it. */
type Made = { to: End; kind: AlignmentKind | null }

async function findCompetencies(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, End>> {
  const rows = await tx
    .select({
      id: competencies.id,
      frameworkId: competencies.frameworkId,
      label: competencyVersions.label,
      statement: competencyVersions.statement,
    })
    .from(competencies)
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(and(inArray(competencies.id, [...ids]), isNull(competencies.retiredAt)))
  return new Map(rows.map((row) => [row.id, row]))
}

function endOf(ends: ReadonlyMap<string, End>, id: string): End {
  const end = ends.get(id)
  if (!end) throw new DomainError('not_found', 'competencies.none')
  return end
}

/** Writes decisions over earlier ones about the same two, which stand in the direction they were first decided in. */
async function store(
  tx: Transaction,
  ctx: OrgContext,
  from: End,
  made: readonly Made[],
): Promise<(toId: string) => string> {
  const organizationId = ctx.organization.id
  const latest = new Map(made.map((each) => [each.to.id, each]))
  const earlier = await tx
    .select({ toId: alignments.fromCompetencyId })
    .from(alignments)
    .where(
      and(
        eq(alignments.organizationId, organizationId),
        inArray(alignments.fromCompetencyId, [...latest.keys()]),
        eq(alignments.toCompetencyId, from.id),
      ),
    )
  const turned = new Set(earlier.map(({ toId }) => toId))
  const wordsOfBoth = await sharedWords(
    tx,
    from,
    [...latest.values()].map(({ to }) => to),
  )
  const rows = await tx
    .insert(alignments)
    .values(
      [...latest.values()].map(({ to, kind }) => ({
        id: crypto.randomUUID(),
        organizationId,
        ...(turned.has(to.id)
          ? { fromCompetencyId: to.id, toCompetencyId: from.id, kind: kind && reversedKind(kind) }
          : { fromCompetencyId: from.id, toCompetencyId: to.id, kind }),
        state: kind === null ? ('rejected' as const) : ('accepted' as const),
        matchedWords: wordsOfBoth(to),
        decidedBy: ctx.actor.userId,
        decidedAt: ctx.now,
      })),
    )
    .onConflictDoUpdate({
      target: [alignments.organizationId, alignments.fromCompetencyId, alignments.toCompetencyId],
      set: {
        state: sql`excluded.state`,
        kind: sql`excluded.kind`,
        matchedWords: sql`excluded.matched_words`,
        decidedBy: sql`excluded.decided_by`,
        decidedAt: sql`excluded.decided_at`,
      },
    })
    .returning({ id: alignments.id, a: alignments.fromCompetencyId, b: alignments.toCompetencyId })
  const idOf = new Map(rows.map(({ id, a, b }) => [a === from.id ? b : a, id]))
  return (toId) => {
    const id = idOf.get(toId)
    if (!id) throw new Error('The alignment was not written.')
    return id
  }
}

/** Words of another competency whose stems the first has too, as the other writes them. */
async function sharedWords(
  tx: Transaction,
  from: End,
  others: readonly End[],
): Promise<(other: End) => string[]> {
  const stemOf = await stemWords(tx, [from, ...others].map(comparedText))
  const stems = new Set(stemsOf(comparedText(from), stemOf))
  return (other) => {
    const shared = new Map<string, string>()
    for (const word of wordsOf(comparedText(other))) {
      const stem = stemOf.get(word)
      if (stem && stems.has(stem) && !shared.has(stem)) shared.set(stem, word)
    }
    return [...shared.values()]
  }
}
