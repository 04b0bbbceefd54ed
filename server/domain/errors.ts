export type DomainErrorCode =
  | 'not_found'
  | 'forbidden'
  | 'conflict'
  | 'invalid'
  | 'limit_reached'
  | 'unauthenticated'
  | 'unavailable'

/** A refusal with a sentence its reader can act on; `field` names the input it is about. */
export class DomainError extends Error {
  readonly code: DomainErrorCode
  readonly field: string | undefined

  constructor(
    code: DomainErrorCode,
    message: string,
    options: { field?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'DomainError'
    this.code = code
    this.field = options.field
  }
}
