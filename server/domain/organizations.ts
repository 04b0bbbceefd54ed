import { z } from 'zod'

export const OrganizationKindSchema = z.enum(['employer', 'provider', 'partnership'])
export const MemberRoleSchema = z.enum(['owner', 'editor', 'viewer'])
export const VerificationSchema = z.enum(['V0', 'V1', 'V2'])
export const SizeBandSchema = z.enum(['1-9', '10-49', '50-249', '250-999', '1000+'])
export type SizeBand = z.infer<typeof SizeBandSchema>
export type Verification = z.infer<typeof VerificationSchema>
