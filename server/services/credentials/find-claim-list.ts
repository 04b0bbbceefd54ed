import { and, eq, getTableColumns } from 'drizzle-orm'
import { claimLists, credentials, credentialVersions } from '@/server/db/schema/credentials'
import { frameworks } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import { ClaimsRead, ClaimTable } from '@/server/domain/catalogue/claim-lists'
import type { ClaimKind } from '@/server/domain/catalogue/credentials'
import { DomainError } from '@/server/domain/errors'
import type { OrgContext } from '@/server/services/context'

export type ClaimList = {
  id: string
  credential: { id: string; slug: string; name: string }
  framework: { id: string; slug: string; name: string }
  fileName: string | null
  otherwise: ClaimKind
  sheet: ClaimTable
  read: ClaimsRead
}

const { body, ...columns } = getTableColumns(claimLists)

/** A sheet that waits for a credential of the organization's own, as it was read; another's is not found. */
export async function findClaimList(
  tx: Transaction,
  ctx: OrgContext,
  id: string,
): Promise<ClaimList> {
  const [found] = await tx
    .select({
      list: columns,
      credential: {
        id: credentials.id,
        slug: credentials.slug,
        name: credentialVersions.name,
      },
      framework: { id: frameworks.id, slug: frameworks.slug, name: frameworks.name },
    })
    .from(claimLists)
    .innerJoin(credentials, eq(credentials.id, claimLists.credentialId))
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .innerJoin(frameworks, eq(frameworks.id, claimLists.frameworkId))
    .where(and(eq(claimLists.id, id), eq(claimLists.organizationId, ctx.organization.id)))
  if (!found) throw new DomainError('not_found', 'claims.listGone')
  const { list, credential, framework } = found
  return {
    ...{ id, credential, framework, fileName: list.fileName, otherwise: list.otherwise },
    sheet: ClaimTable.parse(list.sheet),
    read: ClaimsRead.parse(list.read),
  }
}

/** The bytes of a sheet that was found. */
export async function findClaimBytes(
  tx: Transaction,
  { id }: Pick<ClaimList, 'id'>,
): Promise<Uint8Array> {
  const [found] = await tx.select({ body }).from(claimLists).where(eq(claimLists.id, id))
  if (!found) throw new DomainError('not_found', 'claims.listGone')
  return found.body
}
