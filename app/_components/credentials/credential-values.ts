import { type CredentialFields, credentialFields } from '@/server/domain/catalogue/credentials'
import { byField } from '@/server/domain/fields'
import type { CredentialValues } from './credential-form'

/** A credential as the form holds it: text in every field, empty where nothing was said; null for a new one. */
export function credentialValues(credential: CredentialFields | null): CredentialValues {
  if (!credential) return { ...byField(credentialFields, () => ''), kind: 'certificate' }
  return byField(credentialFields, (field) => String(credential[field] ?? ''))
}
