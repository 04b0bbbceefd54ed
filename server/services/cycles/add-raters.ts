import { randomUUID } from 'node:crypto'
import { asc, eq, inArray } from 'drizzle-orm'
import {
  addressLists,
  cycleCompetencies,
  packets,
  raterInvitations,
} from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { questionLists } from '@/server/db/schema/ratings'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { nextPacket, packetSize } from '@/server/domain/asking/packets'
import { recordAudit } from '@/server/services/audit'
import type { OrgContext } from '@/server/services/context'
import { requireSender } from '@/server/services/organizations/require-sender'
import { enqueue } from '@/server/services/outbox'
import { findRaters, insertRaters, raterKey } from '@/server/services/raters/find-raters'
import { type CycleRow, findCycle, requireRunning } from './find-cycle'
import { invitationMail } from './invitation-mail'
import { keptLists } from './kept-lists'
import { makePackets } from './make-packets'

export type AddRaters = {
  cycleId: string
  raters: { employerId: string; email: string; name: string | null }[]
  /** The list they came from, which is gone once they are added. */
  listId: string | null
}

/** Adds raters of known employers to a draft, or invites them at once to an open cycle; says how many were new to it. */
export async function addRaters(
  ctx: OrgContext,
  { cycleId, raters, listId }: AddRaters,
): Promise<number> {
  const ids = await findRaters(raters)
  return asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, cycleId)
    requireRunning(cycle)
    await insertRaters(tx, raters, ids)
    const rows = raters.flatMap((rater) => {
      const raterId = ids.get(raterKey(rater))
      return raterId ? [{ ...rater, raterId, id: randomUUID() }] : []
    })
    const added = rows.length === 0 ? [] : await insertInvitations(tx, cycle, rows)
    if (cycle.state === 'open' && added.length > 0) {
      await packetsForLateEmployers(tx, cycle, [...new Set(added.map((row) => row.employerId))])
      await requireSender(tx, ctx.organization.id, added.length)
      await enqueue(
        tx,
        added.map((row) => invitationMail(row.id)),
      )
    }
    if (listId) await tx.delete(addressLists).where(eq(addressLists.id, listId))
    await recordAudit(tx, ctx, {
      verb: 'cycle.invite',
      target: { kind: 'cycle', id: cycle.id },
      detail: { added: added.length },
    })
    return added.length
  })
}

function insertInvitations(
  tx: Transaction,
  cycle: CycleRow,
  rows: { id: string; employerId: string; raterId: string; email: string; name: string | null }[],
) {
  return tx
    .insert(raterInvitations)
    .values(
      rows.map((row) => ({ ...row, cycleId: cycle.id, organizationId: cycle.organizationId })),
    )
    .onConflictDoNothing()
    .returning({ id: raterInvitations.id, employerId: raterInvitations.employerId })
}

/**
 * Packets of employers that join an open cycle, balanced with what has been handed out; a site gets
 * the list of the other sites of its legal employer.
 */
async function packetsForLateEmployers(
  tx: Transaction,
  cycle: CycleRow,
  employerIds: readonly string[],
): Promise<void> {
  const given = await tx
    .selectDistinct({ employerId: packets.employerId, list: questionLists.competencyIds })
    .from(packets)
    .innerJoin(questionLists, eq(questionLists.id, packets.questionListId))
    .where(eq(packets.cycleId, cycle.id))
  const has = new Set(given.map((row) => row.employerId))
  const rows = await tx
    .select({ id: cycleCompetencies.competencyId })
    .from(cycleCompetencies)
    .where(eq(cycleCompetencies.cycleId, cycle.id))
    .orderBy(asc(cycleCompetencies.position))
  const competencies = rows.map((row) => row.id)
  const common = competencies.slice(0, packetSize).join()
  const kind = given.some((row) => row.list.join() !== common) ? 'spread' : 'common'
  const legalIds = new Map(
    (
      await tx
        .select({ id: organizations.id, parentId: organizations.parentId })
        .from(organizations)
        .where(inArray(organizations.id, [...has, ...employerIds]))
    ).map(({ id, parentId }) => [id, parentId ?? id]),
  )
  const legalId = (employerId: string) => legalIds.get(employerId) ?? employerId
  const handedOut = new Map(given.map((row) => [legalId(row.employerId), row.list]))
  const kept = await keptLists(tx, cycle)
  const lists = new Map<string, string[]>()
  for (const employerId of employerIds) {
    if (has.has(employerId)) continue
    const legal = legalId(employerId)
    const list =
      handedOut.get(legal) ??
      nextPacket({
        competencies,
        given: [...handedOut.values()],
        kind,
        employerId: legal,
        seed: cycle.id,
        kept,
      })
    handedOut.set(legal, list)
    lists.set(employerId, list)
  }
  await makePackets(tx, cycle, lists)
}
