import { z } from 'zod'
import { CompetencyView } from '@/server/domain/catalogue/competency-view'
import { CredentialView } from '@/server/domain/catalogue/credential-view'
import { claimKinds, credentialKinds, StoredFields } from '@/server/domain/catalogue/credentials'
import { MapLine } from './map-list'

/** A published credential as everybody reads it. */
export const PublishedCredential = CredentialView.extend({
  ...StoredFields.shape,
  version: z.number().int(),
  updatedAt: z.date(),
  occupations: z.array(z.object({ code: z.string(), title: z.string() })),
  /** Empty means "not described yet". */
  competencies: z.array(
    CompetencyView.extend({
      claims: z.array(z.object({ claim: z.enum(claimKinds), level: z.string().nullable() })),
    }),
  ),
})
export type PublishedCredential = z.infer<typeof PublishedCredential>

/** What a line of a list tells of a credential: its own page is a link away. */
export const ListedFields = StoredFields.omit({ url: true })

export const CredentialListFilter = z.strictObject({
  q: z.string().trim().max(100).default(''),
  kind: z.enum(['', ...credentialKinds]).default(''),
  /** A provider's slug. */
  provider: z
    .string()
    .max(120)
    .regex(/^[a-z0-9-]*$/)
    .default(''),
  page: z.number().int().min(1).max(10_000).default(1),
})
export type CredentialListFilter = z.infer<typeof CredentialListFilter>

export const CredentialList = z.object({
  total: z.number().int(),
  pageSize: z.number().int(),
  /** How many there are of each kind and provider under the other filters. */
  kinds: z.array(z.object({ kind: z.enum(credentialKinds), count: z.number().int() })),
  providers: z.array(z.object({ slug: z.string(), name: z.string(), count: z.number().int() })),
  /** Whether there are providers that are not offered. */
  moreProviders: z.boolean(),
  items: z.array(
    CredentialView.extend({
      ...ListedFields.shape,
      competencies: z.number().int(),
      maps: z.array(MapLine),
    }),
  ),
})
export type CredentialList = z.infer<typeof CredentialList>
