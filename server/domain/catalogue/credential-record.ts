import { z } from 'zod'
import { claimKinds, credentialKinds } from './credentials'
import { publicationStates } from './publication'

/** What a provider's own pages show of its credentials. */

export const CredentialRow = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(credentialKinds),
  state: z.enum(publicationStates),
  sample: z.boolean(),
  updatedAt: z.date(),
  /** Competencies named, each once; none means "not described yet". */
  competencies: z.number().int(),
  occupations: z.array(z.string()),
})
export type CredentialRow = z.infer<typeof CredentialRow>

export const CredentialRecord = CredentialRow.omit({ occupations: true }).extend({
  version: z.number().int(),
  description: z.string(),
  url: z.string().nullable(),
  lengthText: z.string().nullable(),
  costText: z.string().nullable(),
  occupations: z.array(z.object({ id: z.string(), code: z.string(), title: z.string() })),
  claims: z.array(
    z.object({
      id: z.string(),
      claim: z.enum(claimKinds),
      level: z.string().nullable(),
      competency: z.object({
        id: z.string(),
        label: z.string(),
        statement: z.string(),
        code: z.string().nullable(),
        framework: z.string(),
        retired: z.boolean(),
      }),
    }),
  ),
})
export type CredentialRecord = z.infer<typeof CredentialRecord>
