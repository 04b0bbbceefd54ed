import { employerLists } from '@/server/db/schema/employer-lists'
import { employerListDoor, type ListContext } from './employer-list-door'
import { isList, type OneEmployerList } from './find-employer-list'

/** Gives up a list that waits, with all that is in it; who was confirmed by it stays so. */
export async function discardEmployerList(
  ctx: ListContext,
  { id }: OneEmployerList,
): Promise<void> {
  const { organizationId, open } = await employerListDoor(ctx)
  await open((tx) => tx.delete(employerLists).where(isList({ organizationId, id })))
}
