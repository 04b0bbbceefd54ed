import { z } from 'zod'
import { asTenant } from '@/server/db/tenancy'
import { CompetencyClaims } from '@/server/domain/catalogue/claim-boxes'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findOwnCredential } from './find-credential'
import { lockedClaims, writeClaims } from './write-claims'

export const SetClaims = z.strictObject({
  slug: z.string().min(1).max(120),
  competencies: z.array(CompetencyClaims).min(1).max(5000),
})
export type SetClaims = z.infer<typeof SetClaims>

/**
 * Says what the credential claims of each of these competencies, all at once or not at all; what it claims of others, and
 * the level of a claim that stays, is left as it is.
 */
export async function setClaims(
  ctx: OrgContext,
  input: SetClaims,
): Promise<{ added: number; removed: number }> {
  await authorize(ctx, 'credential.edit')
  return asTenant(ctx, async (tx) => {
    const { row } = await findOwnCredential(tx, ctx.organization.id, input.slug)
    const standing = await lockedClaims(tx, row.id)
    const changes = differences(standing, input.competencies)
    return writeClaims(tx, ctx, { id: row.id, standing }, changes)
  })
}

function differences(
  standing: Awaited<ReturnType<typeof lockedClaims>>,
  said: readonly CompetencyClaims[],
) {
  const wanted = new Map(said.map(({ competencyId, claims }) => [competencyId, new Set(claims)]))
  const stands = new Set(standing.map(({ competencyId, claim }) => `${competencyId} ${claim}`))
  return {
    named: [...wanted.keys()],
    added: [...wanted].flatMap(([competencyId, claims]) =>
      [...claims].flatMap((claim) =>
        stands.has(`${competencyId} ${claim}`) ? [] : [{ competencyId, claim, level: null }],
      ),
    ),
    removed: standing.flatMap(({ id, competencyId, claim }) => {
      const left = competencyId === null ? undefined : wanted.get(competencyId)
      return left && !left.has(claim) ? [id] : []
    }),
  }
}
