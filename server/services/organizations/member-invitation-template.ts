import { randomBytes } from 'node:crypto'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/server/db/schema/identity'
import { memberInvitations, organizations } from '@/server/db/schema/organizations'
import { asIdentity } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { memberInvitationMail } from '@/server/mail/member-invitation-mail'
import type { MailTemplate } from '@/server/services/mail-template'
import { hashToken } from '@/server/services/session-token'

const Payload = z.looseObject({ to: z.string(), invitationId: z.uuid() })

/** Mints the link when the mail leaves; an invitation taken back meanwhile is not sent. */
export const memberInvitationTemplate: MailTemplate = {
  async render(_ctx, payload, words) {
    const { to, invitationId } = Payload.parse(payload)
    const token = randomBytes(24).toString('base64url')
    const invitation = await asIdentity({}, async (tx) => {
      const [open] = await tx
        .update(memberInvitations)
        .set({ tokenHash: hashToken(token) })
        .where(
          and(
            eq(memberInvitations.id, invitationId),
            isNull(memberInvitations.acceptedAt),
            isNull(memberInvitations.revokedAt),
            gt(memberInvitations.expiresAt, sql`now()`),
          ),
        )
        .returning()
      if (!open) return undefined
      const [names] = await tx
        .select({
          organization: organizations.name,
          confirmed: sql<boolean>`${organizations.verification} = 'V2'`,
          inviter: users.name,
          email: users.email,
        })
        .from(organizations)
        .leftJoin(users, eq(users.id, open.invitedBy))
        .where(eq(organizations.id, open.organizationId))
      return names ? { ...open, ...names, to } : undefined
    })
    if (!invitation) return null
    return memberInvitationMail(words, {
      to,
      url: `${env().appUrl}/invitations/${token}`,
      organization: invitation.organization,
      confirmed: invitation.confirmed,
      inviter: invitation.inviter ?? invitation.email ?? invitation.organization,
      role: invitation.role,
      until: invitation.expiresAt,
    })
  },
}
