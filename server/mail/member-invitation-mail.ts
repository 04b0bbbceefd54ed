import type { MemberRole } from '@/server/domain/permissions'
import { composeMail } from './compose-mail'
import type { Mail } from './mail'
import type { MailWords } from './mail-words'

/** Asks somebody to become a member of an organization. */
export function memberInvitationMail(
  words: MailWords,
  input: {
    to: string
    url: string
    organization: string
    /** Whether anybody has confirmed who that is; of one that nobody has, a mail carries no other name. */
    confirmed: boolean
    inviter: string
    role: MemberRole
    until: Date
  },
): Mail {
  const { t } = words
  const { organization, inviter, role } = input
  const until = new Intl.DateTimeFormat(words.lang, { dateStyle: 'long', timeZone: 'UTC' }).format(
    input.until,
  )
  return composeMail({
    to: input.to,
    lang: words.lang,
    subject: t('member-invitation.subject', { organization }),
    parts: [
      { kind: 'text', text: t('greetingLine') },
      {
        kind: 'text',
        text: input.confirmed
          ? t('member-invitation.intro', { organization, inviter, role })
          : t('member-invitation.introUnconfirmed', { organization, role }),
      },
      { kind: 'button', label: t('member-invitation.button'), url: input.url, hint: t('copyLink') },
      { kind: 'text', text: t('member-invitation.expiry', { until }) },
      { kind: 'muted', text: t('member-invitation.notYou', { organization }) },
    ],
    footer: [{ kind: 'muted', text: t('sentBy', { site: words.site, operator: words.operator }) }],
  })
}
