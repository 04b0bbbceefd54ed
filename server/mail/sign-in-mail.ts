import { composeMail } from './compose-mail'
import type { Mail } from './mail'
import type { MailWords } from './mail-words'

/** The mail that proves an address: a link to a page with a button, and a code as second way. */
export function signInMail(
  words: MailWords,
  input: { to: string; url: string; code: string; minutes: number },
): Mail {
  const { t } = words
  return composeMail({
    to: input.to,
    lang: words.lang,
    subject: t('sign-in.subject', { code: input.code }),
    parts: [
      { kind: 'text', text: t('greetingLine') },
      { kind: 'text', text: t('sign-in.intro') },
      { kind: 'button', label: t('sign-in.button'), url: input.url, hint: t('copyLink') },
      { kind: 'text', text: t('sign-in.code') },
      { kind: 'code', text: input.code },
      { kind: 'text', text: t('sign-in.expiry', { minutes: input.minutes }) },
      { kind: 'muted', text: t('sign-in.notYou') },
    ],
    footer: [{ kind: 'muted', text: t('sentBy', { site: words.site, operator: words.operator }) }],
  })
}
