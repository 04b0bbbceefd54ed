import { expect } from 'vitest'
import type { RefusalKey, RefusalValues } from '@/server/domain/errors'

/** Matches a refusal by its key and the values its sentence names. */
export function refusal(key: RefusalKey, values: RefusalValues = {}) {
  return expect.objectContaining({ name: 'DomainError', key, values })
}
