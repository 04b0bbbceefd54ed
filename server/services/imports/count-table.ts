import { z } from 'zod'
import { countUpload } from '@/server/child/uploads'
import { asTenant } from '@/server/db/tenancy'
import { columnFields, mappingOf } from '@/server/domain/catalogue/column-fields'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { ImportSheet, type TableCounts } from '@/server/domain/catalogue/imports'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { countWaits, readInTurn } from '@/server/services/limits/read-in-turn'
import { findFile, findOpenTable } from './find-import'

export const CountTable = z.strictObject({
  id: z.uuid(),
  fields: z.array(z.enum(columnFields)).max(frameworkLimits.columns),
})
export type CountTable = z.infer<typeof CountTable>

/** What a table would hold with its columns named so; null where none holds the competency. Changes nothing. */
export async function countTable(ctx: OrgContext, input: CountTable): Promise<TableCounts | null> {
  await authorize(ctx, 'import.edit')
  const mapping = mappingOf(input.fields)
  if (mapping.statement === undefined) return null
  const { sheet, file } = await asTenant(ctx, async (tx) => {
    const record = await findOpenTable(tx, input.id)
    return { sheet: ImportSheet.parse(record.sheet), file: await findFile(tx, record.id) }
  })
  const { sheet: chosen, headingLine } = sheet
  return readInTurn(ctx, { limit: 'file-count', waits: countWaits }, () =>
    countUpload(file, { mapping, sheet: chosen, headingLine }),
  )
}
