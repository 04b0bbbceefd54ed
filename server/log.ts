import pino from 'pino'
import { reportError } from '@/server/domain/error-report'
import { env } from './env'

/** Structured logs on standard output; answers, tokens and addresses never go in. */
export const log = pino({
  level: env().NODE_ENV === 'test' ? 'silent' : env().LOG_LEVEL,
  base: null,
  serializers: { err: reportError },
  redact: ['token', '*.token', 'email', '*.email', 'code', '*.code', 'answers', '*.answers'],
})
