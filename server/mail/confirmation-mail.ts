import { composeMail, type MailPart } from './compose-mail'
import type { Mail } from './mail'
import type { MailWords } from './mail-words'

type Decision = {
  to: string
  /** The partnership that decided; null for the operator. */
  by: string | null
  what: 'confirmed' | 'refused'
  employers: number
  url: string
}

/** Asks a partnership, or the operator, to confirm employers that somebody has invited. */
export function askedMail(
  words: MailWords,
  input: {
    to: string
    asker: string
    /** Whether anybody has confirmed who the asker is. */
    confirmed: boolean
    employers: number
    url: string
  },
): Mail {
  const { to, asker, confirmed, employers, url } = input
  const { t } = words
  return mailOf(words, to, t('confirmation.askedSubject', { asker, count: employers }), [
    { kind: 'text', text: t('confirmation.asked', { asker, count: employers }) },
    ...(confirmed
      ? []
      : [{ kind: 'text' as const, text: t('confirmation.unconfirmed', { asker }) }]),
    { kind: 'text', text: t('confirmation.why') },
    button(words, t('confirmation.look'), url),
  ])
}

/** Tells who asked what was decided. */
export function decidedMail(words: MailWords, { to, by, what, employers, url }: Decision): Mail {
  const { t } = words
  const said = { by: by ?? words.operator, count: employers }
  return mailOf(words, to, t(`confirmation.${what}Subject`, said), [
    { kind: 'text', text: t(`confirmation.${what}`, said) },
    button(words, t('confirmation.cycles'), url),
  ])
}

/** Tells others that were asked the same that nothing is left for them to do. */
export function needlessMail(words: MailWords, { to, by, what, employers, url }: Decision): Mail {
  const { t } = words
  const said = { by: by ?? words.operator, count: employers }
  return mailOf(words, to, t(`confirmation.${what}Subject`, said), [
    { kind: 'text', text: t(`confirmation.${what}Needless`, said) },
    button(words, t('confirmation.employers'), url),
  ])
}

function button({ t }: MailWords, label: string, url: string): MailPart {
  return { kind: 'button', label, url, hint: t('copyLink') }
}

function mailOf(words: MailWords, to: string, subject: string, parts: MailPart[]): Mail {
  const { t, lang, site, operator } = words
  return composeMail({
    ...{ to, lang, subject },
    parts: [{ kind: 'text', text: t('greetingLine') }, ...parts],
    footer: [{ kind: 'muted', text: t('sentBy', { site, operator }) }],
  })
}
