import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { imports } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import { changesNothing, ImportSummary, Separated } from '@/server/domain/catalogue/imports'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findImport, type ImportRecord } from './find-import'

export const StartImport = z.strictObject({
  id: z.uuid(),
  /** Said by a person who has seen the rows that cannot be read. */
  leaveOutErrors: z.boolean(),
  /** Which of the near-equal pairs of the preview are different; the others are the same. */
  separate: Separated.optional(),
})
export type StartImport = z.infer<typeof StartImport>

/** An import whose run has not moved for this long has lost its process. */
const stallAfter = 60_000

export function isStalled(record: ImportRecord, now: Date): boolean {
  const touched = record.touchedAt ?? record.createdAt
  return record.state === 'applying' && now.getTime() - touched.getTime() > stallAfter
}

/**
 * Accepts a preview: from now on the import is being applied, which `runImport` does. A file with
 * rows that cannot be read needs a person to say that they are left out. One that changes nothing
 * is finished at once. What was said about near-equal pairs is kept with it, also where a run that stopped is begun again.
 */
export async function startImport(ctx: OrgContext, input: StartImport): Promise<{ run: boolean }> {
  await authorize(ctx, 'import.edit')
  return asTenant(ctx, async (tx) => {
    const record = await findImport(tx, input.id, { lock: true })
    const summary = ImportSummary.safeParse(record.summary)
    const again = isStalled(record, ctx.now)
    if (!again && (record.state !== 'previewed' || !summary.success)) {
      throw new DomainError('conflict', 'imports.notWaiting')
    }
    if (summary.success && summary.data.leftOut > 0 && !input.leaveOutErrors && !again) {
      throw new DomainError('invalid', 'imports.rowsUnreadable', { field: 'leaveOutErrors' })
    }
    const nothing = summary.success && changesNothing(summary.data)
    await tx
      .update(imports)
      .set(
        nothing
          ? { state: 'applied', finishedAt: ctx.now, body: null }
          : {
              ...{ state: 'applying', touchedAt: ctx.now, doneRows: 0 },
              summary: { ...record.summary, ...(again ? {} : { separate: input.separate ?? [] }) },
            },
      )
      .where(eq(imports.id, record.id))
    await recordAudit(tx, ctx, { verb: 'import.apply', target: { kind: 'import', id: record.id } })
    return { run: !nothing }
  })
}
