import { eq } from 'drizzle-orm'
import { imports } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import {
  type FrameworkFormat,
  type FrameworkPackage,
  frameworkFormats,
} from '@/server/domain/frameworks'
import { readFrameworkFile } from '@/server/formats/framework-file'
import { guessMapping, SpreadsheetMapping } from '@/server/formats/spreadsheet-columns'
import { splitSheet } from '@/server/formats/spreadsheet-rows'

export type ImportRecord = typeof imports.$inferSelect

/** An import of the acting organization; another's is not found. */
export async function findImport(tx: Transaction, id: string): Promise<ImportRecord> {
  const [found] = await tx.select().from(imports).where(eq(imports.id, id))
  if (!found) throw new DomainError('not_found', 'There is no such import.')
  return found
}

/** The package inside an uploaded file, read with the mapping and the name given for a table. */
export function packageOf(record: ImportRecord): FrameworkPackage {
  if (record.body === null) {
    throw new DomainError('conflict', 'The file of this import is no longer kept. Upload it again.')
  }
  const head = record.head ?? {}
  return readFrameworkFile({
    text: record.body,
    format: formatOf(record),
    problems: [],
    mapping: record.format === 'csv' ? mappingOf(record) : null,
    head: {
      name: head.name ?? record.fileName,
      description: head.description ?? '',
      publisher: head.publisher ?? '',
      language: head.language ?? null,
    },
  })
}

export function formatOf(record: ImportRecord): FrameworkFormat {
  return frameworkFormats.find((format) => format === record.format) ?? 'csv'
}

/** Which columns hold what: as said by a person, else as guessed from the headings. */
export function mappingOf(record: ImportRecord): SpreadsheetMapping {
  const said = SpreadsheetMapping.safeParse(record.mapping)
  if (said.success) return said.data
  return guessMapping(splitSheet(record.body ?? '').headers)
}
