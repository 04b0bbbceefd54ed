import { randomUUID } from 'node:crypto'
import { openUpload } from '@/server/child/uploads'
import { imports } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { sha256 } from '@/server/formats/content-hash'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { readInTurn } from '@/server/services/limits/read-in-turn'
import { findImport } from './find-import'
import { previewImport } from './preview-import'
import { recallMapping, sheetOfUpload } from './sheet-of-upload'

export type UploadImport = { fileName: string; bytes: Uint8Array }

/**
 * Takes a file in and changes nothing: CASE and CTDL-ASN are previewed at once, a table waits for
 * its columns to be named. A file that cannot be read at all is refused in a sentence.
 */
export async function uploadImport(ctx: OrgContext, input: UploadImport): Promise<{ id: string }> {
  await authorize(ctx, 'import.edit')
  if (input.bytes.byteLength > frameworkLimits.bytes) {
    throw new DomainError('limit_reached', 'imports.tooLarge', { field: 'file' })
  }
  const fileName =
    input.fileName
      .replaceAll(/[\p{Cc}\\/]/gu, ' ')
      .trim()
      .slice(-120) || 'file'
  const organizationId = ctx.organization.id
  const { file, sheet } = await readInTurn(ctx, { limit: 'file-upload', waits: 0 }, async () => {
    const opened = await openUpload(input.bytes, { fileName })
    const remembered = await asTenant(ctx, (tx) => recallMapping(tx, organizationId, opened))
    return { file: opened, sheet: await sheetOfUpload(input.bytes, opened, remembered) }
  })
  const id = randomUUID()
  return asTenant(ctx, async (tx) => {
    await tx.insert(imports).values({
      ...{ id, organizationId, fileName },
      format: file.format,
      sha256: sha256(input.bytes),
      state: 'uploaded',
      body: input.bytes,
      sheet,
      problems: file.problems,
      createdBy: ctx.actor.userId,
    })
    if (file.found) await previewImport(tx, await findImport(tx, id), file.found)
    await recordAudit(tx, ctx, {
      verb: 'import.upload',
      target: { kind: 'import', id },
      detail: { format: file.format, bytes: input.bytes.byteLength },
    })
    return { id }
  })
}
