import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { openUpload } from '@/server/child/uploads'
import { imports } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import { ImportSheet } from '@/server/domain/catalogue/imports'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { countWaits, readInTurn } from '@/server/services/limits/read-in-turn'
import { findFile, findImport, findOpenSheet } from './find-import'
import { previewImport } from './preview-import'
import { recallMapping, sheetOfUpload } from './sheet-of-upload'

export const ChooseSheet = z.strictObject({
  id: z.uuid(),
  /** Which sheet of a workbook, counted from 0. */
  sheet: z.number().int().min(0).max(9999).optional(),
  /** Counted from 1, 0 for a table without headings; where it is not said, they are looked for. */
  headingLine: z.number().int().min(0).max(2_000_000).optional(),
})
export type ChooseSheet = z.infer<typeof ChooseSheet>

/** Says which sheet a table is and where its headings stand: its columns are guessed anew, and wait to be named. */
export async function chooseSheet(ctx: OrgContext, input: ChooseSheet): Promise<void> {
  await authorize(ctx, 'import.edit')
  const { record, file } = await asTenant(ctx, async (tx) => {
    const found = await findOpenSheet(tx, input.id)
    return { record: found, file: await findFile(tx, found.id) }
  })
  const before = ImportSheet.safeParse(record.sheet).data
  const { sheet = before?.sheet, headingLine } = input
  const { opened, found } = await readInTurn(
    ctx,
    { limit: 'file-columns', waits: countWaits },
    async () => {
      const read = await openUpload(file, { fileName: record.fileName, sheet, headingLine })
      const remembered = await asTenant(ctx, (tx) => recallMapping(tx, record.organizationId, read))
      return { opened: read, found: await sheetOfUpload(file, read, remembered) }
    },
  )
  await asTenant(ctx, async (tx) => {
    const { id } = await findOpenSheet(tx, input.id)
    await tx
      .update(imports)
      .set({
        ...{ state: 'uploaded', format: opened.format, sheet: found },
        ...{ mapping: null, summary: null, problems: opened.problems },
      })
      .where(eq(imports.id, id))
    if (opened.found) await previewImport(tx, await findImport(tx, id), opened.found)
    await recordAudit(tx, ctx, { verb: 'import.map', target: { kind: 'import', id } })
  })
}
