import { z } from 'zod'
import { StoredFields } from './credentials'
import { publicationStates } from './publication'

/** Who offers a credential, and whether somebody here has confirmed that it is who it says. */
export const ProviderView = z.object({ slug: z.string(), name: z.string(), confirmed: z.boolean() })
export type ProviderView = z.infer<typeof ProviderView>

/** A credential by its name and provider. */
export const CredentialView = StoredFields.pick({ name: true, kind: true }).extend({
  slug: z.string(),
  state: z.enum(publicationStates),
  sample: z.boolean(),
  provider: ProviderView,
})
export type CredentialView = z.infer<typeof CredentialView>
