import { randomUUID } from 'node:crypto'
import { eq, isNull } from 'drizzle-orm'
import { readEmploymentUpload } from '@/server/child/uploads'
import { employmentFiles } from '@/server/db/schema/employment'
import { recordAudit } from '@/server/services/audit'
import type { Context, OrgContext } from '@/server/services/context'
import { readInTurn } from '@/server/services/limits/read-in-turn'
import { employmentDoor } from './employment-door'

/** More than a page shows: they can be kept as a file. */
const keptProblems = 5000

export type UploadEmployment = { fileName: string; bytes: Uint8Array }

/**
 * Takes a file in for its preview and stores no employment; one that waits already is given up. A file that is no
 * table is refused in a sentence.
 */
export async function uploadEmployment(
  ctx: Context | OrgContext,
  input: UploadEmployment,
): Promise<{ id: string }> {
  const { organizationId, open } = await employmentDoor(ctx, 'edit')
  const { rows, problems, remarks } = await readInTurn(
    ctx,
    { limit: 'file-upload', waits: 0 },
    () => readEmploymentUpload(input.bytes),
  )
  const fileName =
    input.fileName
      .replaceAll(/[\p{Cc}\\/]/gu, ' ')
      .trim()
      .slice(-120) || 'file'
  const id = randomUUID()
  return open(async (tx) => {
    await tx
      .delete(employmentFiles)
      .where(
        organizationId === null
          ? isNull(employmentFiles.organizationId)
          : eq(employmentFiles.organizationId, organizationId),
      )
    await tx.insert(employmentFiles).values({
      ...{ id, organizationId, fileName, rows },
      problems: [...remarks, ...problems.slice(0, keptProblems)],
      problemCount: problems.length,
    })
    await recordAudit(tx, ctx, {
      verb: 'employment.upload',
      target: { kind: 'employment-file', id },
      detail: { bytes: input.bytes.byteLength },
    })
    return { id }
  })
}
