import { randomUUID } from 'node:crypto'
import { imports } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import { sha256 } from '@/server/formats/content-hash'
import { openFrameworkFile, readFrameworkFile } from '@/server/formats/framework-file'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findImport } from './find-import'
import { previewImport } from './preview-import'

export type UploadImport = { fileName: string; bytes: Uint8Array }

/**
 * Takes a file in and changes nothing: CASE and CTDL-ASN are previewed at once, a table waits for
 * its columns to be named. A file that cannot be read at all is refused in a sentence.
 */
export async function uploadImport(ctx: OrgContext, input: UploadImport): Promise<{ id: string }> {
  await authorize(ctx, 'import.edit')
  const file = openFrameworkFile(input.bytes)
  const fileName =
    input.fileName
      .replaceAll(/[\p{Cc}\\/]/gu, ' ')
      .trim()
      .slice(-120) || 'file'
  const isTable = file.format === 'csv'
  const found = isTable ? null : readFrameworkFile({ ...file, head: { name: fileName } })
  const organizationId = ctx.organization.id
  const id = randomUUID()
  return asTenant({ organizationId, userId: ctx.actor.userId }, async (tx) => {
    await tx.insert(imports).values({
      ...{ id, organizationId, fileName },
      format: file.format,
      sha256: sha256(input.bytes),
      state: 'uploaded',
      body: file.text,
      problems: file.problems,
      createdBy: ctx.actor.userId,
    })
    if (found) await previewImport(tx, await findImport(tx, id), found)
    await recordAudit(tx, ctx, {
      verb: 'import.upload',
      target: { kind: 'import', id },
      detail: { format: file.format, bytes: input.bytes.byteLength },
    })
    return { id }
  })
}
