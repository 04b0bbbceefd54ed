import { asc } from 'drizzle-orm'
import { employerLists } from '@/server/db/schema/employer-lists'
import type { WaitingEmployers } from '@/server/domain/people/employer-lists'
import { employerListDoor, type ListContext } from './employer-list-door'
import { ownedBy } from './find-employer-list'

/** The lists of employers that wait to be confirmed, the oldest first. */
export async function listEmployerLists(ctx: ListContext): Promise<WaitingEmployers[]> {
  const { organizationId, open } = await employerListDoor(ctx)
  const { id, fileName, createdAt } = employerLists
  return open((tx) =>
    tx
      .select({ id, fileName, createdAt })
      .from(employerLists)
      .where(ownedBy(organizationId))
      .orderBy(asc(createdAt), id),
  )
}
