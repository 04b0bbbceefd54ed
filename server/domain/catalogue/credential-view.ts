import { z } from 'zod'
import { credentialKinds } from './credentials'
import { publicationStates } from './publication'

/** A credential by its name and provider. */
export const CredentialView = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.enum(credentialKinds),
  state: z.enum(publicationStates),
  sample: z.boolean(),
  provider: z.object({ slug: z.string(), name: z.string() }),
})
export type CredentialView = z.infer<typeof CredentialView>
