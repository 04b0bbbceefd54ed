import { env } from '@/server/env'
import { type Say, speak } from '@/server/words/speak'

/** The words of mails, from messages/<language>/mail.json. */
export type MailWords = {
  t: Say
  lang: string
  /** The site's one address. */
  site: string
  /** Who runs the site. */
  operator: string
}

/** The words of the installation's language. */
export function mailWords(): MailWords {
  return {
    t: speak('mail'),
    lang: env().LOCALE,
    site: env().appUrl,
    operator: env().OPERATOR_NAME,
  }
}
