import { z } from 'zod'
import { fieldsOf } from '@/server/domain/fields'
import {
  type MemberRole,
  memberRoles,
  type OrganizationKind,
  organizationKinds,
} from '@/server/domain/permissions'
import { isWithin, ownDomain } from './addresses'
import { canBeOwn } from './mail-providers'

export const OrganizationKindSchema = z.enum(organizationKinds)
export const MemberRoleSchema = z.enum(memberRoles)

/** V0 as somebody named it, V1 an address proven at its own domain, V2 confirmed. METHOD §9. */
export const verifications = ['V0', 'V1', 'V2'] as const
export const VerificationSchema = z.enum(verifications)
export type Verification = z.infer<typeof VerificationSchema>

/** People it employs, everywhere. */
export const sizeBands = ['1-9', '10-49', '50-249', '250-999', '1000+'] as const
export const SizeBandSchema = z.enum(sizeBands)
export type SizeBand = z.infer<typeof SizeBandSchema>

const Name = z.string().trim().min(2).max(120)

/** A web address of http or https, or nothing. */
export const WebsiteSchema = z
  .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)])
  .transform((text) => text || null)

export const CreateOrganization = z.strictObject({ kind: OrganizationKindSchema, name: Name })
export type CreateOrganization = z.infer<typeof CreateOrganization>

export const EditOrganization = z.strictObject({
  name: Name,
  website: WebsiteSchema,
  /** The county as people write it, such as "Lorain County, Ohio"; empty for none. */
  county: z.string().trim().max(120),
  industryId: z.string().max(40),
  sizeBand: z.union([z.literal(''), SizeBandSchema]),
})
export type EditOrganization = z.infer<typeof EditOrganization>
/** What of it is typed, and shown again after a refusal. */
export const typedFields = fieldsOf(EditOrganization.omit({ sizeBand: true }))

/** Whether an address is at this web domain or below it; never for free-mail services. */
export function isAtDomain(email: string, domain: string | null): boolean {
  const own = ownDomain(email)
  return own !== null && domain !== null && isWithin(own, domain)
}

/** A record's web domain, where it can be its own: records made before a provider was known have others. */
export function domainOfRecord(domain: string | null): string | null {
  return domain !== null && canBeOwn(domain) ? domain : null
}

export type ClaimVerdict =
  | { ok: true; proven: boolean }
  | { ok: false; reason: 'managed' | 'not_an_employer' | 'stranger' }

/**
 * Whether a person may take over an employer's record that nobody manages: an address at the record's own web domain
 * may; where the record has none and nobody has confirmed it, an address that was invited to rate for it may; nobody else
 * may, since anybody may invite in an employer's name. Whether a rater has started plays no part: an invited
 * stranger would learn it by trying.
 */
export function claimVerdict(input: {
  kind: OrganizationKind
  managed: boolean
  confirmed: boolean
  domain: string | null
  email: string
  invited: boolean
}): ClaimVerdict {
  if (input.kind !== 'employer') return { ok: false, reason: 'not_an_employer' }
  if (input.managed) return { ok: false, reason: 'managed' }
  const proven = isAtDomain(input.email, input.domain)
  const invited = input.invited && input.domain === null && !input.confirmed
  return proven || invited ? { ok: true, proven } : { ok: false, reason: 'stranger' }
}

/** Whether an organization would be left without an owner if this member's role changed or went. */
export function leavesNoOwner(
  members: readonly { userId: string; role: MemberRole }[],
  change: { userId: string; role: MemberRole | null },
): boolean {
  return !members.some((each) =>
    each.userId === change.userId ? change.role === 'owner' : each.role === 'owner',
  )
}
