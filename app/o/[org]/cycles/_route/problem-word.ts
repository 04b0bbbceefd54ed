import type { TRPCError } from '@trpc/server'
import { fieldOf } from '@/server/routers/tell-error'

const fields = [
  'title',
  'occupationId',
  'credentialIds',
  'competencyIds',
  'closesOn',
  'timeZone',
  'message',
  'job',
  'signerName',
  'signerTitle',
  'text',
]

/** The word under which the cycles' pages have their own sentence for a refusal. */
export function problemWord(error: TRPCError): string {
  const field = fieldOf(error)?.split('.')[0]
  if (field && fields.includes(field)) return field
  if (error.code === 'FORBIDDEN') return 'forbidden'
  if (error.code === 'CONFLICT') return 'conflict'
  return error.code === 'TOO_MANY_REQUESTS' ? 'limit' : 'other'
}
