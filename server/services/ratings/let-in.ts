import { z } from 'zod'
import { lastSent } from './packets-of-rater'
import type { RaterDoor } from './rater-door'
import { markStarted, openSession } from './start-rating'

export const LetIn = z.object({
  session: z.string(),
  /** Where the rater left off. */
  next: z.enum(['rate', 'receipt']),
})
export type LetIn = z.infer<typeof LetIn>

/** A session for a device that has proven itself, and where it goes on. */
export async function letIn(door: RaterDoor): Promise<LetIn> {
  if (door.state === 'open') await markStarted(door)
  const [packet] = door.packets
  const sent = packet ? (await lastSent(door, packet)) !== null : false
  return {
    session: await openSession(door),
    next: sent || door.state !== 'open' ? 'receipt' : 'rate',
  }
}
