import { randomUUID } from 'node:crypto'
import { count, eq } from 'drizzle-orm'
import { claimLists } from '@/server/db/schema/credentials'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { longestClaimText, mostClaimLists } from '@/server/domain/catalogue/claim-lists'
import type { ClaimKind } from '@/server/domain/catalogue/credentials'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findFramework } from '@/server/services/frameworks/stored-framework'
import { findOwnCredential } from './find-credential'
import { type RawClaims, readUnnamedClaims } from './read-claim-sheet'

export type KeepClaimList = {
  slug: string
  /** The framework its lines are looked for in: one's own, or one that is published. */
  framework: string
  otherwise: ClaimKind
} & ({ text: string } | { fileName: string; bytes: Uint8Array })

/** Takes a sheet of claims in that was pasted or uploaded, and claims nothing: it waits to be looked at and applied. */
export async function keepClaimList(
  ctx: OrgContext,
  input: KeepClaimList,
): Promise<{ id: string }> {
  await authorize(ctx, 'credential.edit')
  await asTenant(ctx, (tx) => findRoom(tx, ctx, input))
  const raw = rawOf(input)
  const turn = { limit: 'file-upload' as const, waits: 0, said: {} }
  const { read, sheet } = await readUnnamedClaims(ctx, raw, turn)
  const id = randomUUID()
  return asTenant(ctx, async (tx) => {
    const { credentialId, frameworkId } = await findRoom(tx, ctx, input)
    await tx.insert(claimLists).values({
      ...{ id, organizationId: ctx.organization.id, credentialId, frameworkId },
      ...{ fileName: raw.fileName, body: raw.bytes, otherwise: input.otherwise, sheet, read },
      createdBy: ctx.actor.userId,
    })
    await recordAudit(tx, ctx, {
      verb: 'credential.sheet',
      target: { kind: 'credential', id: credentialId },
      detail: { bytes: raw.bytes.byteLength },
    })
    return { id }
  })
}

function rawOf(input: KeepClaimList): RawClaims {
  if ('text' in input) {
    if (input.text.trim() === '') {
      throw new DomainError('invalid', 'claims.listEmpty', { field: 'text' })
    }
    if (input.text.length > longestClaimText) {
      throw new DomainError('limit_reached', 'claims.fileTooLong', { field: 'text' })
    }
    return { fileName: null, bytes: new TextEncoder().encode(input.text) }
  }
  const fileName = input.fileName.replaceAll(/[\p{Cc}\\/]/gu, ' ')
  return { fileName: fileName.trim().slice(-120) || 'file', bytes: input.bytes }
}

/** The credential and the framework, where not too many sheets wait already. */
async function findRoom(
  tx: Transaction,
  ctx: OrgContext,
  { slug, framework }: Pick<KeepClaimList, 'slug' | 'framework'>,
) {
  const { row: credential } = await findOwnCredential(tx, ctx.organization.id, slug)
  const { row } = await findFramework(tx, { slug: framework })
  const [waiting] = await tx
    .select({ count: count() })
    .from(claimLists)
    .where(eq(claimLists.credentialId, credential.id))
  if ((waiting?.count ?? 0) < mostClaimLists) {
    return { credentialId: credential.id, frameworkId: row.id }
  }
  throw new DomainError('limit_reached', 'claims.mostLists', {
    field: 'text',
    values: { count: mostClaimLists },
  })
}
