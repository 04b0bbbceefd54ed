import { z } from 'zod'
import { claimKinds, StoredFields } from './credentials'
import { publicationStates } from './publication'

/** What a provider's own pages show of its credentials. */

export const CredentialRow = StoredFields.pick({ name: true, kind: true }).extend({
  id: z.string(),
  slug: z.string(),
  state: z.enum(publicationStates),
  sample: z.boolean(),
  updatedAt: z.date(),
  /** Competencies named, each once; none means "not described yet". */
  competencies: z.number().int(),
  occupations: z.array(z.string()),
})
export type CredentialRow = z.infer<typeof CredentialRow>

export const CredentialRecord = CredentialRow.omit({ occupations: true }).extend({
  ...StoredFields.shape,
  version: z.number().int(),
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
        framework: z.object({ slug: z.string(), name: z.string() }),
        retired: z.boolean(),
      }),
    }),
  ),
})
export type CredentialRecord = z.infer<typeof CredentialRecord>
