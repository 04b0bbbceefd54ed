import { DomainError } from '@/server/domain/errors'
import { WrongSettings } from '@/server/env'
import { sayRefusal } from './say-refusal'
import { sayWrongSettings } from './say-settings'

/**
 * What ended a process or a command, for whoever runs it. A failed statement carries its values, which may be answers or
 * addresses; its cause does not.
 */
export function sayFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return sayFailure(error.cause)
  if (error instanceof WrongSettings) return sayWrongSettings(error.problems)
  return error instanceof DomainError ? sayRefusal(error) : error.message
}
