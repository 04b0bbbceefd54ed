// A type alone: no message is read here.
import type refusals from '@/messages/en/refusals.json'
import type { MessageKey } from './message-key'

export type DomainErrorCode =
  | 'not_found'
  | 'forbidden'
  | 'conflict'
  | 'invalid'
  | 'limit_reached'
  | 'unauthenticated'
  | 'unavailable'

/** A message of messages/<language>/refusals.json, such as `limits.tooOften`. */
export type RefusalKey = MessageKey<typeof refusals>

/** What a message names beside its own words. */
export type RefusalValues = Readonly<Record<string, string | number>>

type Details = { values?: RefusalValues; field?: string; cause?: unknown }

/**
 * A refusal that its reader can act on: `key` and `values` are its sentence in any language, and `field` names the input it
 * is about. The error's own message is for logs.
 */
export class DomainError extends Error {
  readonly code: DomainErrorCode
  readonly key: RefusalKey
  readonly values: RefusalValues
  readonly field: string | undefined

  constructor(code: DomainErrorCode, key: RefusalKey, details: Details = {}) {
    const { values = {}, field, cause } = details
    super(logged({ key, values }), cause === undefined ? {} : { cause })
    this.name = 'DomainError'
    this.code = code
    this.key = key
    this.values = values
    this.field = field
  }
}

/** A refusal's key and values in one line, for logs. */
export function logged({ key, values = {} }: { key: RefusalKey; values?: RefusalValues }): string {
  const named = Object.entries(values).map(([name, value]) => `${name}: ${value}`)
  return named.length === 0 ? key : `${key} (${named.join(', ')})`
}

/** A sentence that a schema refuses an input with: `z.string().min(3, saidAs('input.reasonMissing'))`. */
export function saidAs(key: RefusalKey): string {
  return key
}
