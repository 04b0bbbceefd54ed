import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { memberInvitations, organizations } from '@/server/db/schema/organizations'
import { asIdentity, type Transaction } from '@/server/db/tenancy'
import { MemberRoleSchema, OrganizationKindSchema } from '@/server/domain/people/organizations'
import type { Context } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { hashToken } from '@/server/services/session-token'

export const MemberInvitationView = z.object({
  state: z.enum(['open', 'accepted', 'revoked', 'expired', 'unknown']),
  organization: z.object({ name: z.string(), kind: OrganizationKindSchema }).nullable(),
  role: MemberRoleSchema.nullable(),
  /** The invited address, for the holder of the link. */
  email: z.string().nullable(),
})
export type MemberInvitationView = z.infer<typeof MemberInvitationView>

/** What the page of an invitation to join says. Reading it changes nothing. */
export async function readMemberInvitation(
  ctx: Context,
  input: { token: string },
): Promise<MemberInvitationView> {
  if (ctx.network) await spendLimit('member-invitation-link', ctx.network)
  const found = await asIdentity({}, (tx) => findInvitation(tx, input.token))
  if (!found) return { state: 'unknown', organization: null, role: null, email: null }
  return {
    state: found.state,
    organization: { name: found.organizationName, kind: found.organizationKind },
    role: found.role,
    email: found.state === 'open' ? found.email : null,
  }
}

/** The invitation a link's token belongs to, and whether it still works by the database's clock. */
export async function findInvitation(tx: Transaction, token: string) {
  const [row] = await tx
    .select({
      id: memberInvitations.id,
      organizationId: memberInvitations.organizationId,
      organizationName: organizations.name,
      organizationKind: organizations.kind,
      slug: organizations.slug,
      email: memberInvitations.email,
      role: memberInvitations.role,
      acceptedAt: memberInvitations.acceptedAt,
      revokedAt: memberInvitations.revokedAt,
      expired: sql<boolean>`${memberInvitations.expiresAt} <= now()`,
    })
    .from(memberInvitations)
    .innerJoin(organizations, eq(organizations.id, memberInvitations.organizationId))
    .where(eq(memberInvitations.tokenHash, hashToken(token)))
  if (!row) return undefined
  const state = row.acceptedAt
    ? ('accepted' as const)
    : row.revokedAt
      ? ('revoked' as const)
      : row.expired
        ? ('expired' as const)
        : ('open' as const)
  return { ...row, state }
}
