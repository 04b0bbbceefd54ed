import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { offeredWords } from '@/server/db/schema/ratings'
import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { addCompetency } from '@/server/services/frameworks/save-competency'

export const AdoptOwnWords = z.object({
  id: z.uuid(),
  /** The framework's slug; it must be the organization's own. */
  framework: z.string().min(1).max(120),
  label: z.string().trim().min(1).max(160),
  statement: z.string().trim().min(1).max(2000),
})
export type AdoptOwnWords = z.infer<typeof AdoptOwnWords>

/** Puts a line that was shown into a framework of one's own, in the editor's words. */
export async function adoptOwnWords(
  ctx: OrgContext,
  input: AdoptOwnWords,
): Promise<{ competencyId: string }> {
  await authorize(ctx, 'own-words.adopt')
  if (ctx.organization.verification !== 'V2') {
    throw new DomainError('forbidden', 'ownWords.unconfirmed')
  }
  const waiting = and(eq(offeredWords.id, input.id), isNull(offeredWords.adoptedCompetencyId))
  const [line] = await asTenant(ctx, (tx) =>
    tx.select({ text: offeredWords.text }).from(offeredWords).where(waiting),
  )
  if (!line) throw new DomainError('not_found', 'ownWords.notOffered')
  if (plain(line.text) === plain(input.statement)) {
    throw new DomainError('invalid', 'ownWords.sameWords', { field: 'statement' })
  }
  const { id: competencyId } = await addCompetency(ctx, {
    slug: input.framework,
    parentId: null,
    details: {
      label: input.label,
      statement: input.statement,
      code: '',
      type: null,
      axis: null,
      level: '',
      notes: '',
    },
  })
  await asTenant(ctx, async (tx) => {
    await tx.update(offeredWords).set({ adoptedCompetencyId: competencyId }).where(waiting)
    await recordAudit(tx, ctx, {
      verb: 'own-words.adopt',
      target: { kind: 'competency', id: competencyId },
    })
  })
  return { competencyId }
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
