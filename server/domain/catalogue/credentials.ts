import { z } from 'zod'
import { fieldsOf, storedShape } from '@/server/domain/fields'

export const credentialKinds = [
  'badge',
  'certificate',
  'certification',
  'licence',
  'apprenticeship',
  'diploma',
  'degree',
] as const
export type CredentialKind = (typeof credentialKinds)[number]

export const claimKinds = ['teaches', 'assesses', 'requires'] as const
export type ClaimKind = (typeof claimKinds)[number]

/** Whether a claim names a competency, is offered as one by its words, or stands in the provider's own words. */
export const matchStates = ['linked', 'proposed', 'free_text'] as const

export const claimStates = ['claimed', 'not_claimed', 'not_described'] as const
export type ClaimState = (typeof claimStates)[number]

/**
 * What a credential says about one competency. A credential that names no competency at all is
 * not described yet: nothing can be read from its silence.
 *
 * @example claimState({ described: false, claims: [] }) // 'not_described'
 */
export function claimState(said: { described: boolean; claims: readonly ClaimKind[] }): ClaimState {
  if (!said.described) return 'not_described'
  return said.claims.length > 0 ? 'claimed' : 'not_claimed'
}

const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((text) => (text === '' ? null : text))
    .nullable()

/**
 * What a provider says about a credential, field by field: the one list of them. Columns, form, lists and files go by its
 * keys. Links are http or https only.
 */
export const CredentialFields = z.strictObject({
  name: z.string().trim().min(1).max(200),
  kind: z.enum(credentialKinds),
  description: z.string().trim().max(4000),
  url: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)])
    .transform((url) => url || null),
  lengthText: optionalText(120),
  costText: optionalText(120),
})
export type CredentialFields = z.infer<typeof CredentialFields>
export type CredentialField = keyof CredentialFields
export const credentialFields = fieldsOf(CredentialFields)

/** Those that a page tells in one line of facts; the others have a place of their own on it. */
export const credentialFacts = fieldsOf(
  CredentialFields.omit({ name: true, kind: true, description: true, url: true }),
)

/** A credential's fields as they are stored. */
export const StoredFields = z.object(storedShape(CredentialFields))

/** What an editor writes: the fields, and the occupations it leads to. */
export const CredentialDetails = CredentialFields.extend({
  occupationIds: z.array(z.string().max(60)).max(20),
})
export type CredentialDetails = z.infer<typeof CredentialDetails>

/** One claim: a competency, how the credential deals with it, and the level in the editor's words. */
export const CredentialClaim = z.strictObject({
  competencyId: z.uuid(),
  claim: z.enum(claimKinds),
  level: optionalText(120),
})
export type CredentialClaim = z.infer<typeof CredentialClaim>
