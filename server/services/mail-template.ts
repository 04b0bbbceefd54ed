import type { Mail } from '@/server/mail/mail'
import type { MailWords } from '@/server/mail/mail-words'
import type { Context } from './context'

/**
 * What turns an outbox payload into a mail. `render` runs at sending, outside any door, and mints
 * the links the mail carries, so that no live token ever waits in the outbox. It answers null when
 * the mail is no longer wanted. `bounced` hears that the address was refused for good.
 */
export type MailTemplate = {
  render: (ctx: Context, payload: unknown, words: MailWords) => Promise<Mail | null>
  bounced?: (ctx: Context, payload: unknown) => Promise<void>
}
