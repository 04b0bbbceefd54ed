import { z } from 'zod'
import { readTextUpload } from '@/server/child/uploads'
import { encodingRemarks } from '@/server/domain/encoding-remarks'
import { DomainError } from '@/server/domain/errors'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { readInTurn } from '@/server/services/limits/read-in-turn'
import { longestAddressText } from './add-addresses'

export const AddressFile = z.object({
  text: z.string(),
  /** What is to be said of how it was read. */
  remark: z.enum(encodingRemarks).nullable(),
})
export type AddressFile = z.infer<typeof AddressFile>

/** The text of a file of addresses, to be looked at before anything is done with it; nothing is kept. */
export async function readAddressFile(
  ctx: OrgContext,
  input: { bytes: Uint8Array },
): Promise<AddressFile> {
  await authorize(ctx, 'cycle.edit')
  const file = await readInTurn(ctx, { limit: 'file-upload', waits: 0 }, () =>
    readTextUpload(input.bytes),
  )
  if (file.text.length > longestAddressText) {
    throw new DomainError('limit_reached', 'cycles.addressFileTooLong', { field: 'file' })
  }
  return file
}
