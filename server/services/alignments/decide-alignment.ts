import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { alignments, competencies, competencyVersions } from '@/server/db/schema/frameworks'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { AlignmentKind, reversedKind } from '@/server/domain/alignments'
import { DomainError } from '@/server/domain/errors'
import { MOST_SUGGESTIONS, wordsOf } from '@/server/domain/text-matching'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { comparedText, stemWords } from './stem-words'

const Decision = z.discriminatedUnion('verdict', [
  z.strictObject({ toId: z.uuid(), verdict: z.literal('accept'), kind: AlignmentKind }),
  z.strictObject({ toId: z.uuid(), verdict: z.literal('reject') }),
])
type Decision = z.infer<typeof Decision>

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
  return asTenant({ organizationId: ctx.organization.id }, async (tx) => {
    const from = await findCompetency(tx, input.fromId)
    const ids: string[] = []
    for (const decision of input.decisions) {
      const to = await findCompetency(tx, decision.toId)
      if (to.frameworkId === from.frameworkId) {
        throw new DomainError('invalid', 'An alignment joins competencies of two frameworks.')
      }
      const id = await store(tx, ctx, from, to, decision)
      await recordAudit(tx, ctx, {
        verb: `alignment.${decision.verdict}`,
        target: { kind: 'alignment', id },
        detail: {
          from: from.id,
          to: to.id,
          ...(decision.verdict === 'accept' ? { kind: decision.kind } : {}),
        },
      })
      ids.push(id)
    }
    return { ids }
  })
}

type End = { id: string; frameworkId: string; label: string; statement: string }

async function findCompetency(tx: Transaction, id: string): Promise<End> {
  const [row] = await tx
    .select({
      id: competencies.id,
      frameworkId: competencies.frameworkId,
      label: competencyVersions.label,
      statement: competencyVersions.statement,
    })
    .from(competencies)
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(and(eq(competencies.id, id), isNull(competencies.retiredAt)))
  if (!row) throw new DomainError('not_found', 'There is no such competency.')
  return row
}

async function store(
  tx: Transaction,
  ctx: OrgContext,
  from: End,
  to: End,
  decision: Decision,
): Promise<string> {
  const organizationId = ctx.organization.id
  const pair = (a: End, b: End) =>
    and(
      eq(alignments.organizationId, organizationId),
      eq(alignments.fromCompetencyId, a.id),
      eq(alignments.toCompetencyId, b.id),
    )
  const kind = decision.verdict === 'accept' ? decision.kind : null
  const decided = {
    state: kind === null ? ('rejected' as const) : ('accepted' as const),
    matchedWords: await sharedWords(tx, from, to),
    decidedBy: ctx.actor.userId,
    decidedAt: ctx.now,
  }
  const [turned] = await tx
    .update(alignments)
    .set({ ...decided, kind: kind && reversedKind(kind) })
    .where(pair(to, from))
    .returning({ id: alignments.id })
  if (turned) return turned.id
  const [row] = await tx
    .insert(alignments)
    .values({
      ...decided,
      kind,
      id: crypto.randomUUID(),
      organizationId,
      fromCompetencyId: from.id,
      toCompetencyId: to.id,
    })
    .onConflictDoUpdate({
      target: [alignments.organizationId, alignments.fromCompetencyId, alignments.toCompetencyId],
      set: { ...decided, kind },
    })
    .returning({ id: alignments.id })
  if (!row) throw new Error('The alignment was not written.')
  return row.id
}

/** Words of the second competency whose stems the first has too, as the second writes them. */
async function sharedWords(tx: Transaction, from: End, to: End): Promise<string[]> {
  const texts = [comparedText(from), comparedText(to)]
  const stemOf = await stemWords(tx, texts)
  const stems = new Set(wordsOf(comparedText(from)).flatMap((word) => stemOf.get(word) ?? []))
  const shared = new Map<string, string>()
  for (const word of wordsOf(comparedText(to))) {
    const stem = stemOf.get(word)
    if (stem && stems.has(stem) && !shared.has(stem)) shared.set(stem, word)
  }
  return [...shared.values()]
}
