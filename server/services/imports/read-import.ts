import { eq } from 'drizzle-orm'
import { frameworks } from '@/server/db/schema/frameworks'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import {
  ImportProblem,
  ImportSheet,
  ImportSummary,
  type ImportView,
} from '@/server/domain/catalogue/imports'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { stillRemembered } from '@/server/services/tables/recall'
import { findImport, formatOf, type ImportRecord } from './find-import'
import { findProposal } from './propose-framework'
import { isStalled } from './start-import'
import { whyNotUndone } from './undo-import'

const shownProblems = 200

/** An import as its page shows it: what it would change, how far it is, what was wrong in the file. */
export async function readImport(ctx: OrgContext, input: { id: string }): Promise<ImportView> {
  await authorize(ctx, 'import.read')
  return asTenant(ctx, async (tx) => {
    const record = await findImport(tx, input.id)
    const summary = ImportSummary.safeParse(record.summary)
    const problems = record.problems.flatMap(
      (problem) => ImportProblem.safeParse(problem).data ?? [],
    )
    const sheet = ImportSheet.safeParse(record.sheet).data
    const target = await slugOfTarget(tx, record.frameworkId)
    const name = record.head?.name ?? sheet?.name ?? record.fileName.replace(/\.[a-z]+$/i, '')
    const waits = record.state === 'uploaded' && record.format === 'csv'
    const proposal = waits ? await findProposal(tx, record, name) : null
    return {
      id: record.id,
      fileName: record.fileName,
      format: formatOf(record),
      state: record.state,
      createdAt: record.createdAt,
      finishedAt: record.finishedAt,
      doneRows: record.doneRows,
      totalRows: record.totalRows,
      stalled: isStalled(record, ctx.now),
      summary: summary.success ? summary.data : null,
      problems: problems.slice(0, shownProblems).map(({ cells: _, ...problem }) => problem),
      problemCount: problems.length,
      errorCount: summary.data?.leftOut ?? 0,
      sheet: await sheetOf(tx, record),
      head: {
        framework: target ?? proposal?.slug ?? '',
        name,
        publisher: record.head?.publisher ?? '',
        language: record.head?.language ?? '',
      },
      proposal,
      framework: target ?? (summary.data?.framework.slug || null),
      canUndo: record.state === 'applied' && (await whyNotUndone(tx, record)) === null,
    }
  })
}

async function slugOfTarget(tx: Transaction, id: string | null): Promise<string | null> {
  if (!id) return null
  const [found] = await tx
    .select({ slug: frameworks.slug })
    .from(frameworks)
    .where(eq(frameworks.id, id))
  return found?.slug ?? null
}

/** As the file's own process found it, with the columns as a person has named them since. */
async function sheetOf(tx: Transaction, record: ImportRecord): Promise<ImportView['sheet']> {
  const open = record.state === 'uploaded' || record.state === 'previewed'
  const { data: found } = ImportSheet.safeParse(record.sheet)
  if (!open || !found) return null
  const { organizationId } = record
  const remembered = await stillRemembered(
    tx,
    { organizationId, kind: 'framework' },
    found.remembered,
  )
  return { ...found, remembered, mapping: record.mapping ?? found.mapping }
}
