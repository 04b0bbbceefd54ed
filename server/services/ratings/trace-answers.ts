import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { isFreeMail } from '@/server/domain/integrity'
import { NOT_ASKED } from '@/server/domain/scales'
import { env } from '@/server/env'
import type { Packet } from './packets-of-rater'
import type { RaterContext, RaterDoor } from './rater-door'

/**
 * Notes how a Send came, for the look before the next release (METHOD §9): how long each competency took, and keyed
 * hashes of the network and of the oldest session this device holds. No levels, and nothing anybody can turn back
 * into an address.
 */
export async function traceAnswers(
  ctx: RaterContext,
  { tx, invitation }: RaterDoor,
  packet: Packet,
  sent: { clientKey: string; importance: string; fit: string },
): Promise<void> {
  const device = ctx.session?.split(' ')[0]
  const competencies = Math.max(answered(sent.importance), answered(sent.fit), 1)
  // A form sent without scripts keeps its first tap and its Send at once: then it began with the press on Start.
  await tx.execute(sql`
    INSERT INTO answer_trace (subject_id, rating_id, employer_id, rater_id, cycle_id,
      seconds_each, network_hash, device_hash, free_mail)
    SELECT r.subject_id, r.id, r.organization_id, r.rater_id, r.cycle_id,
      extract(epoch FROM now() - coalesce(nullif(d.begun_at, now()), p.started_at)) / ${competencies}::int,
      ${ctx.network ? keyed(`network:${ctx.network}`) : null},
      ${device ? keyed(`device:${device}`) : null}, ${isFreeMail(invitation.email)}
    FROM rating r
    LEFT JOIN draft d ON d.packet_id = ${packet.id} AND d.rater_id = r.rater_id
    LEFT JOIN rater_progress p ON p.invitation_id = ${invitation.id}
    WHERE r.subject_id = ${packet.subjectId} AND r.rater_id = ${invitation.raterId}
      AND r.client_key = ${sent.clientKey}`)
}

function answered(packed: string): number {
  return [...packed].filter((character) => character !== NOT_ASKED).length
}

function keyed(text: string): string {
  return createHmac('sha256', env().authSecret).update(text).digest('base64url')
}
