import pino from 'pino'
import { reportError, withoutLinks } from '@/server/domain/error-report'
import { logLevel } from './env'

/** Structured logs on standard output; answers, tokens, addresses and raters' links never go in. */
export const log = pino({
  level: logLevel(),
  base: null,
  serializers: { err: reportError },
  redact: ['token', '*.token', 'email', '*.email', 'code', '*.code', 'answers', '*.answers'],
  // Whatever a line is made of, an address in it ends where a rater's link begins.
  hooks: { streamWrite: withoutLinks },
})
