import { z } from 'zod'
import { StoredFields } from './credentials'
import { publicationStates } from './publication'

/** A credential by its name and provider. */
export const CredentialView = StoredFields.pick({ name: true, kind: true }).extend({
  slug: z.string(),
  state: z.enum(publicationStates),
  sample: z.boolean(),
  provider: z.object({ slug: z.string(), name: z.string() }),
})
export type CredentialView = z.infer<typeof CredentialView>
