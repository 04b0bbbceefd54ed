import { and, eq, isNotNull, or } from 'drizzle-orm'
import { raterProgress } from '@/server/db/schema/cycles'
import type { RaterDoor } from './rater-door'

/** Whether answers were ever sent in this cycle; those taken back since were. */
export async function sentEver({ tx, invitation }: RaterDoor): Promise<boolean> {
  const [row] = await tx
    .select({ id: raterProgress.invitationId })
    .from(raterProgress)
    .where(
      and(
        eq(raterProgress.invitationId, invitation.id),
        or(isNotNull(raterProgress.submittedAt), isNotNull(raterProgress.withdrawnAt)),
      ),
    )
  return row !== undefined
}
