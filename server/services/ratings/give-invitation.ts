import { and, eq, inArray, ne } from 'drizzle-orm'
import {
  drafts,
  passedInvitations,
  raterCodes,
  raterProgress,
  raterSessions,
  raterStops,
} from '@/server/db/schema/cycles'
import { recordAudit } from '@/server/services/audit'
import { insertRaters, type RaterKey, raterKey } from '@/server/services/raters/find-raters'
import type { RaterDoor } from './rater-door'

/**
 * Makes a colleague the one who answers an invitation: another rater, with links of its own. Sessions and codes end, and
 * nothing that was begun goes along. The asker's row stays as it is (METHOD R13), and the record names nobody.
 */
export async function giveInvitation(
  door: RaterDoor,
  to: { rater: RaterKey; ids: ReadonlyMap<string, string>; email: string | null },
): Promise<{ passes: number }> {
  const { tx, invitation, packets } = door
  const passes = door.passes + 1
  await insertRaters(tx, [to.rater], to.ids)
  const now = {
    raterId: to.ids.get(raterKey(to.rater)) ?? '',
    email: to.email,
    printed: to.email === null,
    times: passes,
  }
  const own = eq(passedInvitations.invitationId, invitation.id)
  if (door.passes > 0) await tx.update(passedInvitations).set(now).where(own)
  else await tx.insert(passedInvitations).values({ invitationId: invitation.id, ...now })
  if (!(await hasOtherSeat(door))) {
    const ids = packets.map(({ id }) => id)
    await tx
      .delete(drafts)
      .where(and(eq(drafts.raterId, invitation.raterId), inArray(drafts.packetId, ids)))
  }
  for (const table of [raterProgress, raterSessions, raterCodes, raterStops]) {
    await tx.delete(table).where(eq(table.invitationId, invitation.id))
  }
  await recordAudit(tx, door.ctx, { verb: 'rater.pass-on', unnamed: true })
  return { passes }
}

/** Whether who passes this on has begun by another invitation of the cycle: the answers stay with that one. */
async function hasOtherSeat({ tx, invitation, cycle }: RaterDoor): Promise<boolean> {
  const [other] = await tx
    .select({ id: raterProgress.invitationId })
    .from(raterProgress)
    .where(
      and(
        eq(raterProgress.raterId, invitation.raterId),
        eq(raterProgress.cycleId, cycle.id),
        ne(raterProgress.invitationId, invitation.id),
      ),
    )
    .limit(1)
  return other !== undefined
}
