import { z } from 'zod'
import { decisionProgress } from '@/server/db/schema/decisions'
import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import {
  changesCurriculum,
  ProgressFields,
  progressVerdict,
} from '@/server/domain/reading/decisions'
import { dayIn } from '@/server/domain/wall-clock'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { refuseNamedEmployers } from '@/server/services/cycles/refuse-named-employers'
import { organizationZone } from '@/server/services/organizations/organization-zone'
import { findNewest } from './find-newest'
import { holdDecision } from './hold-decision'

export const Finish = z.object({ decisionId: z.uuid(), fields: ProgressFields })
export type Finish = z.infer<typeof Finish>

/** Says how a decision went: done, with the day and what shows it; late or dropped, with a word why. */
export async function finish(ctx: OrgContext, { decisionId, fields }: Finish): Promise<void> {
  await authorize(ctx, 'decision.edit')
  await asTenant(ctx, async (tx) => {
    const { id: organizationId } = ctx.organization
    await holdDecision(tx, decisionId)
    const { credentialId, choice } = await findNewest(tx, ctx, decisionId)
    if (!changesCurriculum(choice)) throw new DomainError('conflict', 'decisions.nothingToTell')
    const today = dayIn(ctx.now, await organizationZone(tx, organizationId))
    const [refused] = progressVerdict(fields, today)
    if (refused) throw new DomainError('invalid', refused.key, { field: refused.field })
    const { state, note, happenedOn } = fields
    await refuseNamedEmployers(tx, { organizationId, credentialId }, { note })
    await tx.insert(decisionProgress).values({
      id: crypto.randomUUID(),
      ...{ decisionId, organizationId, state, note },
      happenedOn: happenedOn || null,
      byUser: ctx.actor.userId,
      at: ctx.now,
    })
    await recordAudit(tx, ctx, {
      verb: `decision.${state}`,
      target: { kind: 'decision', id: decisionId },
    })
  })
}
