import { z } from 'zod'
import { raterLinkStates } from '@/server/domain/asking/cycles'
import { usualMinutes } from '@/server/domain/asking/packets'
import { begunEver } from './begun-ever'
import { isSignedInAs } from './enter-signed-in'
import { lastSent } from './packets-of-rater'
import { type RaterContext, throughLink } from './rater-door'

export const InvitationView = z.object({
  state: z.enum(raterLinkStates),
  asker: z.string(),
  job: z.string(),
  operator: z.string(),
  message: z.string(),
  closesAt: z.date(),
  timeZone: z.string(),
  credential: z.string(),
  competencies: z.number().int(),
  minutes: z.number().int(),
  declined: z.boolean(),
  /** The device can go on without a code. */
  hasSession: z.boolean(),
  /** Start was pressed, so a new device needs a code. */
  started: z.boolean(),
  sent: z.boolean(),
  /** Signed in at the address of the link: needs no code. */
  signedIn: z.boolean(),
  /** No mail reaches who holds the link, and so no code. */
  printed: z.boolean(),
  /** Somebody else was asked first: the asker is not told who holds the link. */
  passedOn: z.boolean(),
})
export type InvitationView = z.infer<typeof InvitationView>

/** What the first page of a link says. Reading it changes nothing, however often it happens. */
export function readInvitation(ctx: RaterContext): Promise<InvitationView> {
  return throughLink(ctx, async (door) => {
    const [packet] = door.packets
    return {
      state: door.state,
      asker: door.asker.name,
      job: door.job,
      operator: door.operator,
      message: door.cycle.message,
      closesAt: door.cycle.closesAt,
      timeZone: door.cycle.timeZone,
      credential: packet?.credential ?? '',
      competencies: packet?.competencyIds.length ?? 0,
      minutes: usualMinutes(packet?.competencyIds.length ?? 0),
      declined: door.stopped,
      hasSession: door.hasSession,
      started: door.started || (!door.hasSession && (await begunEver(door))),
      signedIn: isSignedInAs(ctx, door),
      printed: door.printed,
      passedOn: door.passes > 0,
      sent: door.hasSession && packet ? (await lastSent(door, packet)) !== null : false,
    }
  })
}
