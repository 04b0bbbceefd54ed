import { and, asc, eq, sql } from 'drizzle-orm'
import { recurring } from '@/server/db/recurring'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import { cycleCredentials, packets, raterInvitations } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { questionLists } from '@/server/db/schema/ratings'
import type { Transaction } from '@/server/db/tenancy'

export type Packet = {
  id: string
  credentialId: string
  credential: string
  credentialVersionId: string | null
  /** Fit of an apprenticeship is asked about its end (METHOD §1). */
  apprenticeship: boolean
  provider: string
  subjectId: string
  questionListId: string
  competencyIds: string[]
  competencyVersionIds: string[]
}

/** The packets of the employer whom the open door's invitation asks, in the order the asker gave the credentials. */
export async function packetsOfInvitation(tx: Transaction): Promise<Packet[]> {
  const rows = await selectPackets(tx, {}).execute()
  return rows.map(({ kind, ...row }) => ({
    ...row,
    credential: row.credential ?? '',
    apprenticeship: kind === 'apprenticeship',
  }))
}

const selectPackets = recurring([], (tx) =>
  tx
    .select({
      id: packets.id,
      credentialId: packets.credentialId,
      credential: credentialVersions.name,
      credentialVersionId: credentials.currentVersionId,
      kind: credentialVersions.kind,
      provider: organizations.name,
      subjectId: packets.subjectId,
      questionListId: packets.questionListId,
      competencyIds: questionLists.competencyIds,
      competencyVersionIds: questionLists.competencyVersionIds,
    })
    .from(raterInvitations)
    .innerJoin(
      packets,
      and(
        eq(packets.cycleId, raterInvitations.cycleId),
        eq(packets.employerId, raterInvitations.employerId),
      ),
    )
    .innerJoin(credentials, eq(credentials.id, packets.credentialId))
    .leftJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .innerJoin(questionLists, eq(questionLists.id, packets.questionListId))
    .innerJoin(
      cycleCredentials,
      and(
        eq(cycleCredentials.cycleId, packets.cycleId),
        eq(cycleCredentials.credentialId, packets.credentialId),
      ),
    )
    .where(eq(raterInvitations.id, sql`acting_invitation()`))
    .orderBy(asc(cycleCredentials.position)),
)
