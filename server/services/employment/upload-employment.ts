import { randomUUID } from 'node:crypto'
import { eq, isNull } from 'drizzle-orm'
import { employmentFiles } from '@/server/db/schema/employment'
import { decodeText } from '@/server/formats/decode-text'
import { parseEmployment } from '@/server/formats/employment'
import { recordAudit } from '@/server/services/audit'
import type { Context, OrgContext } from '@/server/services/context'
import { employmentDoor } from './employment-door'

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
  const { text } = decodeText(input.bytes)
  parseEmployment(text)
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
    await tx.insert(employmentFiles).values({ id, organizationId, fileName, body: text })
    await recordAudit(tx, ctx, {
      verb: 'employment.upload',
      target: { kind: 'employment-file', id },
      detail: { bytes: input.bytes.byteLength },
    })
    return { id }
  })
}
