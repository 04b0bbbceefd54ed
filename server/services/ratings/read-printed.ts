import { z } from 'zod'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import { type RaterContext, requireOpen, throughLink } from './rater-door'

export const PrintedView = z.object({
  asker: z.string(),
  job: z.string(),
  closesAt: z.date(),
  timeZone: z.string(),
  /** What the code says. */
  url: z.string(),
})
export type PrintedView = z.infer<typeof PrintedView>

/** What stands beside a printed code: the same to its bearer and on the phone that opened it, whether or not one has. */
export function readPrinted(ctx: RaterContext): Promise<PrintedView> {
  return throughLink(ctx, async (door) => {
    requireOpen(door)
    if (!door.printed) throw new DomainError('conflict', 'passing.notPrinted')
    const { asker, job, cycle } = door
    const url = `${env().appUrl}/r/${ctx.code}`
    return { asker: asker.name, job, closesAt: cycle.closesAt, timeZone: cycle.timeZone, url }
  })
}
