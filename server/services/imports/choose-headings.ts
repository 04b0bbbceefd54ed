import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { openUpload } from '@/server/child/uploads'
import { imports } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import { ImportSheet } from '@/server/domain/catalogue/imports'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { readInTurn } from '@/server/services/limits/read-in-turn'
import { findFile, findOpenTable } from './find-import'

export const ChooseHeadings = z.strictObject({
  id: z.uuid(),
  /** Counted from 1; 0 for a table without headings. */
  headingLine: z.number().int().min(0).max(1000),
})
export type ChooseHeadings = z.infer<typeof ChooseHeadings>

/** Says on which line a table's headings stand: its columns are guessed anew, and wait to be named. */
export async function chooseHeadings(ctx: OrgContext, input: ChooseHeadings): Promise<void> {
  await authorize(ctx, 'import.edit')
  const { record, text } = await asTenant(ctx, async (tx) => {
    const found = await findOpenTable(tx, input.id)
    return { record: found, text: await findFile(tx, found.id) }
  })
  const { headingLine } = input
  const { sheet } = await readInTurn(ctx, { limit: 'file-columns', waits: 0 }, () =>
    openUpload(Buffer.from(text), { fileName: record.fileName, headingLine }),
  )
  const before = ImportSheet.safeParse(record.sheet).data
  await asTenant(ctx, async (tx) => {
    const { id } = await findOpenTable(tx, input.id)
    await tx
      .update(imports)
      .set({
        state: 'uploaded',
        sheet: sheet && { ...sheet, problems: before?.problems ?? [] },
        ...{ mapping: null, summary: null, problems: before?.problems ?? [] },
      })
      .where(eq(imports.id, id))
    await recordAudit(tx, ctx, { verb: 'import.map', target: { kind: 'import', id } })
  })
}
