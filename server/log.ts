import pino from 'pino'
import { env } from './env'

/** Structured logs on standard output; answers, tokens and addresses never go in. */
export const log = pino({
  level: env().NODE_ENV === 'test' ? 'silent' : env().LOG_LEVEL,
  base: null,
  redact: ['token', '*.token', 'email', '*.email', 'code', '*.code', 'answers', '*.answers'],
})
