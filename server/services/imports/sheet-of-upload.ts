import { countUpload, type OpenedUpload } from '@/server/child/uploads'
import type { Transaction } from '@/server/db/tenancy'
import { columnFieldOf, mappingOf } from '@/server/domain/catalogue/column-fields'
import type { ImportSheet } from '@/server/domain/catalogue/imports'
import type { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'
import { recall } from '@/server/services/tables/recall'

type Remembered = { mapping: SpreadsheetMapping; from: { id: string; name: string } }

/** What the organization has had remembered of tables with the headings of this one. */
export async function recallMapping(
  tx: Transaction,
  organizationId: string,
  { sheet }: OpenedUpload,
): Promise<Remembered | null> {
  if (!sheet || sheet.fixed) return null
  const found = await recall(tx, { organizationId, kind: 'framework' }, sheet.headers)
  if (!found) return null
  const { id, name } = found.from
  return { mapping: mappingOf(found.fields.map(columnFieldOf)), from: { id, name } }
}

/** The table of an uploaded file as it waits for a person: its columns as they were remembered, else as they were guessed. */
export async function sheetOfUpload(
  file: Uint8Array,
  { sheet }: OpenedUpload,
  remembered: Remembered | null,
): Promise<ImportSheet | null> {
  if (!sheet || !remembered) return sheet
  const { mapping, from } = remembered
  const { sheet: chosen, headingLine } = sheet
  const counts =
    mapping.statement === undefined
      ? null
      : await countUpload(file, { mapping, sheet: chosen, headingLine })
  return { ...sheet, mapping, counts, remembered: from }
}
