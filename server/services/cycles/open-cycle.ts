import { asc, eq, sql } from 'drizzle-orm'
import {
  cycleCompetencies,
  cycleCredentials,
  raterInvitations,
  ratingCycles,
} from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import { closingProblem } from '@/server/domain/asking/cycles'
import { followUpTimes } from '@/server/domain/asking/follow-ups'
import { planPackets } from '@/server/domain/asking/packets'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { requireSender } from '@/server/services/organizations/require-sender'
import { enqueue } from '@/server/services/outbox'
import { findSubject } from '@/server/services/raters/find-subject'
import { databaseNow, findCycle, requireMove } from './find-cycle'
import { invitationMail } from './invitation-mail'
import { invitedEmployers, legalEmployers } from './invited-employers'
import { keptLists } from './kept-lists'
import { makePackets } from './make-packets'

/** Opens a draft: fixes who is asked what, and lets the invitations go. */
export async function openCycle(ctx: OrgContext, input: { cycleId: string }): Promise<void> {
  await authorize(ctx, 'cycle.open')
  await spendLimit('rater-mailing', ctx.organization.id)
  await asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    requireMove(cycle, 'open')
    const now = await databaseNow(tx)
    if (closingProblem(cycle.closesAt, now) !== null) {
      throw new DomainError('invalid', 'cycles.dayPastAtOpening', { field: 'closesOn' })
    }
    const employers = await invitedEmployers(tx, cycle.id)
    if (employers.length === 0) {
      throw new DomainError('invalid', 'cycles.noAddress', { field: 'text' })
    }
    const asked = await tx
      .select({ id: cycleCompetencies.competencyId })
      .from(cycleCompetencies)
      .where(eq(cycleCompetencies.cycleId, cycle.id))
      .orderBy(asc(cycleCompetencies.position))
    const plan = planPackets({
      competencies: asked.map((row) => row.id),
      employers: legalEmployers(employers),
      seed: cycle.id,
      kept: await keptLists(tx, cycle),
    })
    const importanceSubjectId = await findSubject(tx, {
      occupationId: cycle.occupationId,
      credentialId: null,
    })
    await makePackets(
      tx,
      cycle,
      new Map(employers.map(({ id, legalId }) => [id, plan.lists.get(legalId) ?? []])),
    )
    await tx
      .update(cycleCredentials)
      .set({
        subjectId: sql`(SELECT s.id FROM subject s WHERE s.kind = 'credential'
          AND s.occupation_id = ${cycle.occupationId} AND s.credential_id = cycle_credential.credential_id)`,
      })
      .where(eq(cycleCredentials.cycleId, cycle.id))
    await tx
      .update(ratingCycles)
      .set({
        state: 'open',
        opensAt: sql`now()`,
        followUps: followUpTimes(now, cycle.closesAt),
        importanceSubjectId,
      })
      .where(eq(ratingCycles.id, cycle.id))
    const invitations = await tx
      .select({ id: raterInvitations.id })
      .from(raterInvitations)
      .where(eq(raterInvitations.cycleId, cycle.id))
    await requireSender(tx, ctx.organization.id, invitations.length)
    await enqueue(
      tx,
      invitations.map(({ id }) => invitationMail(id)),
    )
    await recordAudit(tx, ctx, {
      verb: 'cycle.open',
      target: { kind: 'cycle', id: cycle.id },
      detail: { invitations: invitations.length, packets: plan.kind },
    })
  })
}
