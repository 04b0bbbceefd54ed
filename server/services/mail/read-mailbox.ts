import { z } from 'zod'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import { findKeptMail, listKeptMail } from '@/server/mail/mailbox'

export const KeptMail = z.object({
  id: z.string(),
  at: z.date(),
  to: z.string(),
  subject: z.string(),
})

/** Mail that no server took, newest first; only in the demonstration and in development. */
export async function listMailbox(): Promise<z.infer<typeof KeptMail>[]> {
  requireMailbox()
  return (await listKeptMail(200)).map(({ id, at, to, subject }) => ({ id, at, to, subject }))
}

export const KeptMailText = KeptMail.extend({ text: z.string() })

/** One mail as text. */
export async function readMailboxMail(input: {
  id: string
}): Promise<z.infer<typeof KeptMailText>> {
  requireMailbox()
  const mail = await findKeptMail(input.id)
  if (!mail) throw new DomainError('not_found', 'mail.none')
  const { id, at, to, subject, text } = mail
  return { id, at, to, subject, text }
}

function requireMailbox(): void {
  if (!env().mailbox) throw new DomainError('not_found', 'site.noPage')
}
