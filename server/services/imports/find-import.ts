import { eq, getTableColumns, sql } from 'drizzle-orm'
import { readFrameworkUpload } from '@/server/child/uploads'
import { imports } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import {
  type FrameworkFormat,
  type FrameworkPackage,
  frameworkFormats,
} from '@/server/domain/catalogue/frameworks'
import { ImportSheet } from '@/server/domain/catalogue/imports'
import { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'
import { DomainError } from '@/server/domain/errors'

/** An import without its file and its snapshot, which may be large and are read when needed. */
export type ImportRecord = Omit<typeof imports.$inferSelect, 'body' | 'before'> & {
  hasBefore: boolean
}

const { body: _, before: __, ...columns } = getTableColumns(imports)

/** An import of the acting organization; another's is not found. `lock` keeps others from changing it. */
export async function findImport(
  tx: Transaction,
  id: string,
  options: { lock: boolean } = { lock: false },
): Promise<ImportRecord> {
  const query = tx
    .select({ ...columns, hasBefore: sql`${imports.before} IS NOT NULL`.mapWith(Boolean) })
    .from(imports)
    .where(eq(imports.id, id))
  const [found] = options.lock ? await query.for('update') : await query
  if (!found) throw new DomainError('not_found', 'imports.none')
  return found
}

/** A table whose columns may still be named; kept from others. */
export async function findOpenTable(tx: Transaction, id: string): Promise<ImportRecord> {
  const record = await findOpenSheet(tx, id)
  if (record.format !== 'csv') throw new DomainError('conflict', 'imports.columnsFixed')
  return record
}

/** A table whose sheet and headings may still be chosen, also where its format says what its columns hold. */
export async function findOpenSheet(tx: Transaction, id: string): Promise<ImportRecord> {
  const record = await findImport(tx, id, { lock: true })
  if (record.sheet === null || !['uploaded', 'previewed'].includes(record.state)) {
    throw new DomainError('conflict', 'imports.columnsFixed')
  }
  return record
}

/** The uploaded file as it came, kept until the import is applied. */
export async function findFile(tx: Transaction, id: string): Promise<Uint8Array> {
  const [found] = await tx.select({ body: imports.body }).from(imports).where(eq(imports.id, id))
  if (!found || found.body === null) {
    throw new DomainError('conflict', 'imports.fileGone')
  }
  return found.body
}

/** The package inside an uploaded file, read with the mapping and the name given for a table. */
export function packageOf(
  record: Pick<ImportRecord, 'format' | 'mapping' | 'head' | 'fileName' | 'sheet'>,
  file: Uint8Array,
): Promise<FrameworkPackage> {
  const head = record.head ?? {}
  const sheet = ImportSheet.safeParse(record.sheet).data
  return readFrameworkUpload(file, {
    format: formatOf(record),
    mapping: SpreadsheetMapping.nullable().catch(null).parse(record.mapping),
    sheet: sheet?.sheet,
    headingLine: sheet?.headingLine,
    head: {
      name: head.name ?? record.fileName,
      description: head.description ?? '',
      publisher: head.publisher ?? '',
      language: head.language ?? null,
    },
  })
}

export function formatOf(record: Pick<ImportRecord, 'format'>): FrameworkFormat {
  return frameworkFormats.find((format) => format === record.format) ?? 'csv'
}
