import { randomUUID } from 'node:crypto'
import { employmentFiles } from '@/server/db/schema/employment'
import { recordAudit } from '@/server/services/audit'
import type { Context, OrgContext } from '@/server/services/context'
import { readInTurn } from '@/server/services/limits/read-in-turn'
import { employmentDoor } from './employment-door'
import { ownFile } from './find-waiting'
import { readFile } from './read-file'

export type UploadEmployment = { fileName: string; bytes: Uint8Array }

/**
 * Takes a file in for its preview and stores no employment; one that waits already is given up. A file that is no
 * table is refused in a sentence.
 */
export async function uploadEmployment(
  ctx: Context | OrgContext,
  input: UploadEmployment,
): Promise<{ id: string }> {
  const door = await employmentDoor(ctx, 'edit')
  const { organizationId, open } = door
  const kept = await readInTurn(ctx, { limit: 'file-upload', waits: 0 }, () =>
    readFile(door, input.bytes, {}),
  )
  const fileName =
    input.fileName
      .replaceAll(/[\p{Cc}\\/]/gu, ' ')
      .trim()
      .slice(-120) || 'file'
  const id = randomUUID()
  return open(async (tx) => {
    await tx.delete(employmentFiles).where(ownFile(organizationId))
    await tx
      .insert(employmentFiles)
      .values({ ...{ id, organizationId, fileName, body: input.bytes }, ...kept })
    await recordAudit(tx, ctx, {
      verb: 'employment.upload',
      target: { kind: 'employment-file', id },
      detail: { bytes: input.bytes.byteLength },
    })
    return { id }
  })
}
