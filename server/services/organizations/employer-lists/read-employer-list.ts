import type { EmployerListPreview, EmployerListView } from '@/server/domain/people/employer-lists'
import { stillRemembered } from '@/server/services/tables/recall'
import { employerListDoor, type ListContext } from './employer-list-door'
import { findEmployerList, type OneEmployerList } from './find-employer-list'
import { countLines, type JudgedLines, judgeLines } from './judge-lines'

const shownLines = 500
const shownColumns = 60

/** A list that waits, and what confirming it would do now. */
export async function readEmployerList(
  ctx: ListContext,
  { id }: OneEmployerList,
): Promise<EmployerListView> {
  const { organizationId, open } = await employerListDoor(ctx)
  const { list, remembered } = await open(async (tx) => {
    const found = await findEmployerList(tx, { organizationId, id })
    const owner = { organizationId, kind: 'employers' as const }
    return {
      list: found,
      remembered: await stillRemembered(tx, owner, found.sheet.remembered),
    }
  })
  const { fileName, sheet, read } = list
  const judged = await judgeLines(ctx, read)
  return {
    ...{ id, fileName, sheet: { ...sheet, remembered }, remarks: read.remarks },
    preview: previewOf(judged, read.unused),
  }
}

function previewOf(judged: JudgedLines, unused: readonly string[]): EmployerListPreview {
  const { ready, already, problems } = judged
  return {
    counts: countLines(judged),
    ready: ready.slice(0, shownLines).map(({ view }) => view),
    already: already.slice(0, shownLines),
    problems: problems.slice(0, shownLines).map(({ problem }) => problem),
    toMend: problems.flatMap(({ said }) => (said ? [said] : [])).slice(0, shownLines),
    unused: unused.slice(0, shownColumns),
  }
}
