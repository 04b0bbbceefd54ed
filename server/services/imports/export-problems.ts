import { asTenant } from '@/server/db/tenancy'
import { ImportProblem, ImportSheet } from '@/server/domain/catalogue/imports'
import { groupBy } from '@/server/domain/group-by'
import { type CsvCell, writeCsv } from '@/server/formats/csv'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { speak } from '@/server/words/speak'
import { findImport } from './find-import'

/**
 * What was wrong in a file as CSV: of a table the rows that are left out as they came, under their own headings, with what
 * is wrong beside them, so that they can be mended; of any other file, and where nothing is left out, where what is.
 */
export async function exportProblems(ctx: OrgContext, input: { id: string }): Promise<string> {
  await authorize(ctx, 'import.read')
  const record = await asTenant(ctx, (tx) => findImport(tx, input.id))
  const problems = record.problems.flatMap((problem) => ImportProblem.safeParse(problem).data ?? [])
  const errors = problems.filter(({ severity }) => severity === 'error')
  const headers = ImportSheet.safeParse(record.sheet).data?.headers
  const rows = headers && errors.length > 0 ? rowsLeftOut(headers, errors) : placesOf(problems)
  return writeCsv(rows, { bom: true })
}

/** A row with several things wrong stands once. */
function rowsLeftOut(headers: string[], errors: ImportProblem[]): CsvCell[][] {
  const t = speak('imports')
  const byRow = [...groupBy(errors, (problem) => problem.line ?? problem).values()]
  const cellsOf = (row: ImportProblem[]) => row.find(({ cells }) => cells)?.cells ?? []
  const width = Math.max(headers.length, ...byRow.map((row) => cellsOf(row).length))
  const filled = (cells: string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? '')
  return [
    [
      ...filled(headers),
      ...[t('problems.csvLine'), t('problems.csvColumn'), t('problems.csvWrong')],
    ],
    ...byRow.map((row) => [
      ...filled(cellsOf(row)),
      row[0]?.line ?? null,
      row.flatMap(({ column }) => column ?? []).join('; '),
      row.map(wrongIn).join(' '),
    ]),
  ]
}

/** Tables and files of lines say the line, any other the path. */
function placesOf(problems: ImportProblem[]): CsvCell[][] {
  const t = speak('imports')
  const isTable = problems.some(({ line }) => line !== undefined)
  return [
    [
      isTable ? t('problems.csvLine') : t('problems.csvPath'),
      ...[t('problems.csvColumn'), t('problems.csvWrong')],
    ],
    ...problems.map((problem) => [
      problem.line ?? problem.path ?? null,
      problem.column ?? null,
      wrongIn(problem),
    ]),
  ]
}

function wrongIn({ reason, detail = '' }: ImportProblem): string {
  return speak('imports')(`reason.${reason}`, { detail })
}
