import { z } from 'zod'
import {
  MemberRoleSchema,
  OrganizationKindSchema,
  VerificationSchema,
} from '@/server/domain/organizations'
import { listMemberships } from '@/server/services/organizations/list-memberships'
import { orgProcedure, router, userProcedure } from './trpc'

const Membership = z.object({
  slug: z.string(),
  name: z.string(),
  kind: OrganizationKindSchema,
  role: MemberRoleSchema,
})

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
})
