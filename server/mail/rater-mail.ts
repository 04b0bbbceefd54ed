import { lastDayText, lastMinuteText } from '@/server/domain/asking/cycles'
import { composeMail, type MailPart } from './compose-mail'
import type { Mail } from './mail'
import type { MailWords } from './mail-words'

export type RaterMailInput = {
  to: string
  /** The rater's name as the asker gave it. */
  name: string | null
  asker: string
  /** Whether anybody has confirmed who asks; of one that nobody has, a mail carries no words. */
  confirmed: boolean
  /** One new hire in the job, as it stands in a sentence. */
  job: string
  credential: string
  competencies: number
  minutes: number
  /** The last moment answers are taken, exclusive, and the zone it is told in. */
  closesAt: Date
  timeZone: string
  message: string
  /** Who signs for the asker, as far as it said so. */
  signer: { name: string; title: string }
  /** The rater's own link; pages below it decline and unsubscribe. */
  url: string
  /** A colleague gave the address, not the asker. */
  passedOn?: boolean
  /** Shown to the asker itself: there is no rater, and every link is the one. */
  shown?: boolean
}

/** Asks one rater to take part. */
export function invitationMail(words: MailWords, input: RaterMailInput): Mail {
  return askingMail(words, input, 'invitation.lead')
}

/** Asks somebody to whom a colleague has passed an invitation on; by whom is not said. */
export function passedMail(words: MailWords, input: RaterMailInput): Mail {
  return askingMail(words, input, 'passed.lead')
}

function askingMail(
  words: MailWords,
  input: RaterMailInput,
  lead: 'invitation.lead' | 'passed.lead',
): Mail {
  const t = said(words, input)
  return compose(words, input, {
    subject: t('invitation.subject'),
    parts: [
      hello(words, input),
      { kind: 'text', text: t(lead) },
      ...whoAsks(words, input),
      ...quoted(words, input),
      { kind: 'text', text: t('invitation.how') },
      button(words, input, t('invitation.button')),
      { kind: 'text', text: t('invitation.until') },
      ...signed(input),
      { kind: 'muted', text: t('linkOnly') },
    ],
    asks: true,
  })
}

/** The same to the asker itself, marked as what it is. */
export function testMail(words: MailWords, input: RaterMailInput): Mail {
  const mail = invitationMail(words, { ...input, shown: true })
  return { ...mail, subject: words.t('rating.test', { subject: mail.subject }) }
}

/** Comes back to everybody who was asked, answered or not; `last` says that no further mail follows. */
export function followUpMail(words: MailWords, input: RaterMailInput & { last: boolean }): Mail {
  const t = said(words, input)
  return compose(words, input, {
    subject: t('followUp.subject'),
    parts: [
      hello(words, input),
      { kind: 'text', text: t('followUp.lead') },
      ...whoAsks(words, input),
      { kind: 'text', text: t('invitation.how') },
      button(words, input, t('invitation.button')),
      ...signed(input),
      ...(input.last ? [{ kind: 'muted' as const, text: t('followUp.last') }] : []),
      { kind: 'muted', text: t('linkOnly') },
    ],
    asks: true,
  })
}

/** Says that answers have arrived, to who asked for it, without a single level. */
export function noteMail(words: MailWords, input: RaterMailInput): Mail {
  const t = said(words, input)
  return compose(words, input, {
    subject: t('note.subject'),
    parts: [
      hello(words, input),
      { kind: 'text', text: t('note.lead') },
      { kind: 'text', text: t('note.next') },
      button(words, { ...input, url: `${input.url}/receipt` }, t('note.button')),
      { kind: 'muted', text: t('linkOnly') },
    ],
  })
}

/** The code that opens a rater's answers on another device. */
export function codeMail(words: MailWords, input: RaterMailInput & { code: string }): Mail {
  const t = said(words, input)
  return compose(words, input, {
    subject: words.t('rating.code.subject', { code: input.code }),
    parts: [
      hello(words, input),
      { kind: 'text', text: words.t('rating.code.lead', { minutes: 10 }) },
      { kind: 'code', text: input.code },
      { kind: 'muted', text: t('code.notYou') },
    ],
  })
}

function said(words: MailWords, input: RaterMailInput): (key: string) => string {
  const values = {
    asker: input.asker,
    job: input.job,
    credential: input.confirmed ? input.credential : words.t('rating.itsCredential'),
    count: input.competencies,
    minutes: input.minutes,
    date: lastMinuteText(words.lang, input.closesAt, input.timeZone),
    day: lastDayText(words.lang, input.closesAt, input.timeZone),
  }
  return (key) => words.t(`rating.${key}`, values)
}

function hello(words: MailWords, { name, confirmed }: RaterMailInput): MailPart {
  return {
    kind: 'text',
    text: name && confirmed ? words.t('rating.greeting', { name }) : words.t('greetingLine'),
  }
}

function whoAsks(words: MailWords, { asker, confirmed }: RaterMailInput): MailPart[] {
  return confirmed ? [] : [{ kind: 'text', text: words.t('rating.unconfirmed', { asker }) }]
}

function quoted(words: MailWords, { asker, confirmed, message }: RaterMailInput): MailPart[] {
  if (!message || !confirmed) return []
  return [
    { kind: 'text', text: words.t('rating.invitation.message', { asker }) },
    { kind: 'quote', text: message },
  ]
}

/** The asker's closing words, a line each; of one that nobody has confirmed there are none. */
function signed({ asker, confirmed, signer }: RaterMailInput): MailPart[] {
  if (!confirmed || signer.name === '') return []
  const lines = [signer.name, signer.title, asker].filter((line) => line !== '')
  return [{ kind: 'text', text: lines.join('\n') }]
}

function button(words: MailWords, { url }: RaterMailInput, label: string): MailPart {
  return { kind: 'button', label, url, hint: words.t('copyLink') }
}

/** A mail to a rater; one that `asks` may be answered by declining. */
function compose(
  words: MailWords,
  input: RaterMailInput,
  { subject, parts, asks = false }: { subject: string; parts: MailPart[]; asks?: boolean },
): Mail {
  const below = (page: string) => (input.shown ? input.url : `${input.url}/${page}`)
  return composeMail({
    to: input.to,
    lang: words.lang,
    subject,
    parts,
    footer: [
      {
        kind: 'muted',
        text: words.t(input.passedOn ? 'rating.fromColleague' : 'rating.from', {
          asker: input.asker,
          operator: words.operator,
        }),
      },
      ...(asks
        ? [{ kind: 'link' as const, label: words.t('rating.decline'), url: below('decline') }]
        : []),
      { kind: 'link', label: words.t('rating.unsubscribe'), url: below('unsubscribe') },
    ],
    ...(input.shown ? {} : { unsubscribeUrl: below('unsubscribe') }),
  })
}
