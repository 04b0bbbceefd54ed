import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import {
  packets,
  passedInvitations,
  raterInvitations,
  raterProgress,
  ratingCycles,
} from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { occupations } from '@/server/db/schema/reference'
import { asCourier } from '@/server/db/tenancy'
import type { UserContext } from '@/server/services/context'
import { isWith } from './with-now'

export const RequestView = z.object({
  invitationId: z.string(),
  asker: z.string(),
  employer: z.string(),
  occupation: z.string(),
  credentials: z.array(z.string()),
  closesAt: z.date(),
  timeZone: z.string(),
  /** Of those that are closed, `read` has answers. */
  state: z.enum(['waiting', 'started', 'sent', 'read', 'closed']),
})
export type RequestView = z.infer<typeof RequestView>

/**
 * The rating cycles whose invitation is with this person's own address, open ones first. Invitations belong to
 * their askers and progress to the rater, so the courier's door is opened for this one address.
 */
export async function listRequests(ctx: UserContext): Promise<RequestView[]> {
  return asCourier(async (tx) => {
    const rows = await tx
      .select({
        invitationId: raterInvitations.id,
        cycleId: ratingCycles.id,
        employerId: raterInvitations.employerId,
        asker: sql<string>`asker.name`,
        employer: organizations.name,
        occupation: occupations.title,
        closesAt: ratingCycles.closesAt,
        timeZone: ratingCycles.timeZone,
        open: sql<boolean>`${ratingCycles.state} = 'open' AND ${ratingCycles.closesAt} > now()`,
        startedAt: raterProgress.startedAt,
        submittedAt: raterProgress.submittedAt,
      })
      .from(raterInvitations)
      .innerJoin(ratingCycles, eq(ratingCycles.id, raterInvitations.cycleId))
      .innerJoin(organizations, eq(organizations.id, raterInvitations.employerId))
      .innerJoin(sql`organization AS asker`, sql`asker.id = ${ratingCycles.organizationId}`)
      .innerJoin(occupations, eq(occupations.id, ratingCycles.occupationId))
      .leftJoin(passedInvitations, eq(passedInvitations.invitationId, raterInvitations.id))
      .leftJoin(raterProgress, eq(raterProgress.invitationId, raterInvitations.id))
      .where(
        and(
          isWith(ctx.actor.email),
          ne(raterInvitations.delivery, 'revoked'),
          inArray(ratingCycles.state, ['open', 'closed']),
        ),
      )
      .orderBy(desc(sql`${ratingCycles.state} = 'open'`), desc(ratingCycles.closesAt))
      .limit(50)
    const asked = await tx
      .select({
        cycleId: packets.cycleId,
        employerId: packets.employerId,
        name: credentialVersions.name,
      })
      .from(packets)
      .innerJoin(credentials, eq(credentials.id, packets.credentialId))
      .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
      .where(
        inArray(
          packets.cycleId,
          rows.map((row) => row.cycleId),
        ),
      )
      .orderBy(asc(packets.position))
    return rows.map(({ cycleId, employerId, open, startedAt, submittedAt, ...row }) => ({
      ...row,
      credentials: asked
        .filter((each) => each.cycleId === cycleId && each.employerId === employerId)
        .map((each) => each.name),
      state: stateOf({ open, startedAt, submittedAt }),
    }))
  })
}

function stateOf(row: {
  open: boolean
  startedAt: Date | null
  submittedAt: Date | null
}): RequestView['state'] {
  if (!row.open) return row.submittedAt ? 'read' : 'closed'
  if (row.submittedAt) return 'sent'
  return row.startedAt ? 'started' : 'waiting'
}
