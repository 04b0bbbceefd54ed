import {
  drafts,
  passedInvitations,
  raterCodes,
  raterLinks,
  raterSessions,
} from '@/server/db/schema/cycles'
import { asOperator } from '@/server/db/tenancy'

/**
 * Takes away raters' sessions and codes that have run out, links thirty days later (until then they
 * still say in words that they are too old), and answers never sent thirty days after their cycle
 * ended. Addresses an invitation was passed on to are forgotten once their links are gone. Which rows
 * may go is the database's rule; this door cannot read any of them.
 */
export async function sweepRaters(): Promise<void> {
  await asOperator(async (tx) => {
    await tx.delete(raterSessions)
    await tx.delete(raterCodes)
    await tx.delete(raterLinks)
    await tx.delete(drafts)
    await tx.update(passedInvitations).set({ email: null })
  })
}
