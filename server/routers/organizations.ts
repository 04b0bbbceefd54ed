import { z } from 'zod'
import {
  CreateOrganization,
  EditOrganization,
  MemberRoleSchema,
  OrganizationKindSchema,
  VerificationSchema,
} from '@/server/domain/people/organizations'
import { acceptInvitation } from '@/server/services/organizations/accept-invitation'
import {
  ChangeMember,
  changeMember,
  leaveOrganization,
} from '@/server/services/organizations/change-member'
import { claimEmployer } from '@/server/services/organizations/claim-employer'
import { createOrganization } from '@/server/services/organizations/create-organization'
import { editOrganization } from '@/server/services/organizations/edit-organization'
import { InviteMember, inviteMember } from '@/server/services/organizations/invite-member'
import { listClaimable } from '@/server/services/organizations/list-claimable'
import { listMembers } from '@/server/services/organizations/list-members'
import { listMemberships } from '@/server/services/organizations/list-memberships'
import { publishUnconfirmed } from '@/server/services/organizations/publish-unconfirmed'
import { AuditView, readAudit } from '@/server/services/organizations/read-audit'
import {
  MemberInvitationView,
  readMemberInvitation,
} from '@/server/services/organizations/read-member-invitation'
import {
  OrganizationView,
  readOrganization,
} from '@/server/services/organizations/read-organization'
import { revokeInvitation } from '@/server/services/organizations/revoke-invitation'
import { orgProcedure, publicProcedure, router, userProcedure } from './trpc'

const Membership = z.object({
  slug: z.string(),
  name: z.string(),
  kind: OrganizationKindSchema,
  role: MemberRoleSchema,
})

const Slug = z.object({ slug: z.string() })
const Token = z.strictObject({ token: z.string().min(1).max(100) })

export const organizationsRouter = router({
  /** The organizations of the signed-in person. */
  mine: userProcedure
    .input(z.strictObject({}).optional())
    .output(
      z.object({ email: z.string(), operator: z.boolean(), memberships: z.array(Membership) }),
    )
    .query(async ({ ctx }) => ({
      email: ctx.user.actor.email,
      operator: ctx.user.actor.operator,
      memberships: await listMemberships(ctx.user),
    })),

  /** What every page of a workspace shows around itself. */
  frame: orgProcedure
    .output(
      z.object({
        email: z.string(),
        operator: z.boolean(),
        organization: Membership.extend({ verification: VerificationSchema }),
        others: z.array(Membership),
      }),
    )
    .query(async ({ ctx }) => {
      const { slug, name, kind, role, verification } = ctx.org.organization
      const memberships = await listMemberships(ctx.org)
      return {
        email: ctx.org.actor.email,
        operator: ctx.org.actor.operator,
        organization: { slug, name, kind, role, verification },
        others: memberships.filter((each) => each.slug !== slug),
      }
    }),

  create: userProcedure
    .input(CreateOrganization)
    .output(Slug)
    .mutation(({ ctx, input }) => createOrganization(ctx.user, input)),

  /** Employers' records this person may take over. */
  claimable: userProcedure
    .input(z.strictObject({}).optional())
    .output(z.array(z.object({ id: z.string(), name: z.string(), domain: z.string().nullable() })))
    .query(({ ctx }) => listClaimable(ctx.user)),

  claim: userProcedure
    .input(z.strictObject({ organizationId: z.uuid() }))
    .output(Slug)
    .mutation(({ ctx, input }) => claimEmployer(ctx.user, input)),

  publishUnconfirmed: orgProcedure
    .output(z.void())
    .mutation(({ ctx }) => publishUnconfirmed(ctx.org)),

  read: orgProcedure.output(OrganizationView).query(({ ctx }) => readOrganization(ctx.org)),

  edit: orgProcedure
    .input(z.object({ record: EditOrganization }))
    .output(z.void())
    .mutation(({ ctx, input }) => editOrganization(ctx.org, input.record)),

  members: orgProcedure
    .output(
      z.object({
        members: z.array(
          z.object({
            userId: z.string(),
            email: z.string(),
            name: z.string().nullable(),
            role: MemberRoleSchema,
            since: z.date(),
          }),
        ),
        invitations: z.array(
          z.object({
            id: z.string(),
            email: z.string(),
            role: MemberRoleSchema,
            expiresAt: z.date(),
          }),
        ),
      }),
    )
    .query(({ ctx }) => listMembers(ctx.org)),

  invite: orgProcedure
    .input(z.object({ invitation: InviteMember }))
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => inviteMember(ctx.org, input.invitation)),

  revokeInvitation: orgProcedure
    .input(z.object({ id: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => revokeInvitation(ctx.org, input)),

  changeMember: orgProcedure
    .input(z.object({ change: ChangeMember }))
    .output(z.void())
    .mutation(({ ctx, input }) => changeMember(ctx.org, input.change)),

  leave: orgProcedure.output(z.void()).mutation(({ ctx }) => leaveOrganization(ctx.org)),

  /** What an invitation to join says to whoever holds its link. */
  invitation: publicProcedure
    .input(Token)
    .output(MemberInvitationView)
    .query(({ ctx, input }) => readMemberInvitation(ctx, input)),

  acceptInvitation: userProcedure
    .input(Token)
    .output(Slug)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.user, input)),

  audit: orgProcedure
    .input(z.object({ before: z.date().optional() }))
    .output(AuditView)
    .query(({ ctx, input }) => readAudit(ctx.org, input)),
})
