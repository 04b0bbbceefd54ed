import { readClaimUpload } from '@/server/child/uploads'
import { asTenant } from '@/server/db/tenancy'
import {
  type ClaimField,
  type ClaimsRead,
  type ClaimTable,
  claimFieldOf,
} from '@/server/domain/catalogue/claim-lists'
import type { Limit } from '@/server/domain/limits'
import { type ClaimFile, readClaimFile } from '@/server/formats/claim-file'
import type { OrgContext } from '@/server/services/context'
import { readInTurn } from '@/server/services/limits/read-in-turn'
import { recall } from '@/server/services/tables/recall'

/** A sheet as it came. */
export type RawClaims = { fileName: string | null; bytes: Uint8Array }

type Said = {
  sheet?: number | undefined
  headingLine?: number | undefined
  fields?: ClaimField[] | undefined
}

type Turn = { limit: Limit; waits: number }

/** Reads a sheet as it is said; a file in a process of its own, in its turn, and what was pasted at once. */
export function readClaimSheet(
  ctx: OrgContext,
  { fileName, bytes }: RawClaims,
  { said, ...turn }: Turn & { said: Said },
): Promise<ClaimFile> {
  if (fileName === null) return Promise.resolve(readClaimFile(bytes, said))
  return readInTurn(ctx, turn, () => readClaimUpload(bytes, said))
}

/** Reads a sheet whose columns nobody has named: as they were remembered of one with its headings, else as these say. */
export async function readUnnamedClaims(
  ctx: OrgContext,
  raw: RawClaims,
  about: Turn & { said: Omit<Said, 'fields'> },
): Promise<{ read: ClaimsRead; sheet: ClaimTable }> {
  const { read, sheet } = await readClaimSheet(ctx, raw, about)
  const owner = { organizationId: ctx.organization.id, kind: 'claims' as const }
  const found = await asTenant(ctx, (tx) => recall(tx, owner, sheet.headers))
  const fields = found?.fields.map(claimFieldOf) ?? []
  if (!found || !fields.includes('competency'))
    return { read, sheet: { ...sheet, remembered: null } }
  const said = { sheet: sheet.sheet, headingLine: sheet.headingLine, fields }
  const again = await readClaimSheet(ctx, raw, { ...about, said })
  const { id, name } = found.from
  return { read: again.read, sheet: { ...again.sheet, remembered: { id, name } } }
}
