import { composeMail, type MailPart } from './compose-mail'
import type { Mail } from './mail'
import type { MailWords } from './mail-words'

export type MailedDecision = {
  /** What was decided, as a proposal until it is approved. */
  said: string
  line: string
  credential: string
  occupation: string
  /** As `2027-08-15`; null while the date is open. */
  dueOn: string | null
}

type Reader = {
  to: string
  organization: string
  /** Where these mails are switched off. */
  switchUrl: string
}

/** Reminds who sees to a decision that it is due. */
export function reminderMail(
  words: MailWords,
  reader: Reader,
  {
    decision,
    reason,
    url,
  }: { decision: MailedDecision & { dueOn: string }; reason: string; url: string },
): Mail {
  const { t } = words
  const { said, line, credential, occupation, dueOn } = decision
  const date = dayWords(words, dueOn)
  return mailOf(words, reader, t('decisions.reminderSubject', { date, line }), [
    { kind: 'text', text: t('decisions.reminder', { line, credential, occupation, date }) },
    { kind: 'quote', text: [said, reason].filter(Boolean).join('\n') },
    { kind: 'text', text: t('decisions.reminderNext') },
    button(words, t('decisions.open'), url),
  ])
}

export type DigestPart = { kind: 'overdue' | 'soon' | 'noDate'; decisions: MailedDecision[] }

export type Digest = {
  parts: DigestPart[]
  /** Lines that ask for a decision and have none, by map. */
  undecided: { credential: string; occupation: string; lines: number }[]
  url: string
}

/** What is open in an organization, once a week. */
export function digestMail(
  words: MailWords,
  reader: Reader,
  { parts, undecided, url }: Digest,
): Mail {
  const { t } = words
  const { organization } = reader
  return mailOf(words, reader, t('decisions.digestSubject', { organization }), [
    { kind: 'text', text: t('decisions.digest', { organization }) },
    ...parts.map(({ kind, decisions }) => ({
      kind: 'text' as const,
      text: listOf(
        t(`decisions.${kind}`, { count: decisions.length }),
        decisions.map((decision) => digestLine(words, decision)),
      ),
    })),
    ...(undecided.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: listOf(
              t('decisions.undecided'),
              undecided.map(({ lines, ...map }) =>
                t('decisions.undecidedLine', { ...map, count: lines }),
              ),
            ),
          },
        ]),
    button(words, t('decisions.openAll'), url),
  ])
}

function digestLine(
  words: MailWords,
  { said, line, credential, occupation, dueOn }: MailedDecision,
): string {
  const about = { said, line, credential, occupation }
  return dueOn
    ? words.t('decisions.dueLine', { ...about, date: dayWords(words, dueOn) })
    : words.t('decisions.openLine', about)
}

function listOf(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `• ${line}`)].join('\n')
}

/** A day of the calendar, which is the same in every zone. */
function dayWords({ lang }: MailWords, day: string): string {
  return new Intl.DateTimeFormat(lang, { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(day))
}

function button({ t }: MailWords, label: string, url: string): MailPart {
  return { kind: 'button', label, url, hint: t('copyLink') }
}

function mailOf(
  words: MailWords,
  { to, organization, switchUrl }: Reader,
  subject: string,
  parts: MailPart[],
): Mail {
  const { t, lang, site, operator } = words
  return composeMail({
    ...{ to, lang, subject },
    parts: [{ kind: 'text', text: t('greetingLine') }, ...parts],
    footer: [
      { kind: 'muted', text: t('decisions.why', { organization }) },
      { kind: 'link', label: t('decisions.switchOff'), url: switchUrl },
      { kind: 'muted', text: t('sentBy', { site, operator }) },
    ],
  })
}
