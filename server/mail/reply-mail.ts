import { composeMail } from './compose-mail'
import type { Mail } from './mail'
import type { MailWords } from './mail-words'

/** Tells an owner of a provider that the operator hid a reply, and why. */
export function replyHiddenMail(
  { t, lang, site, operator }: MailWords,
  input: { to: string; organization: string; credential: string; reason: string; url: string },
): Mail {
  const { to, organization, credential, reason, url } = input
  return composeMail({
    ...{ to, lang, subject: t('reply.hiddenSubject', { credential }) },
    parts: [
      { kind: 'text', text: t('greetingLine') },
      { kind: 'text', text: t('reply.hidden', { operator, organization, credential }) },
      { kind: 'text', text: t('reply.why') },
      { kind: 'quote', text: reason },
      { kind: 'text', text: t('reply.again') },
      { kind: 'button', label: t('reply.look'), url, hint: t('copyLink') },
    ],
    footer: [{ kind: 'muted', text: t('sentBy', { site, operator }) }],
  })
}
