import { z } from 'zod'
import { passing } from './passing'
import { type RaterContext, requireOpen, requireSession, throughLink } from './rater-door'

export const PassingView = z.object({
  asker: z.string(),
  /** Where colleagues have their addresses; null when the invitation cannot be passed on. */
  domain: z.string().nullable(),
  reason: z.enum(['sent', 'over', 'freeMail', 'outside']).nullable(),
})
export type PassingView = z.infer<typeof PassingView>

/** What the page says on which an invitation is passed on. */
export function readPassing(ctx: RaterContext): Promise<PassingView> {
  return throughLink(ctx, async (door) => {
    requireSession(door)
    requireOpen(door)
    const may = await passing(door)
    return {
      asker: door.asker.name,
      ...('refused' in may
        ? { domain: null, reason: may.refused }
        : { domain: may.domain, reason: null }),
    }
  })
}
