/**
 * The lanes mail leaves in. `first` is what somebody waits for at a page: sign-in of a person or of an address that was
 * invited to join, and raters' codes. `newcomer` is sign-in of an address nobody knows yet: anybody can ask for such
 * mail, so it never stands before the first. `other` is all the rest.
 * `never` is carried by nobody and taken away: what is asked for too often is left there, so that refusing a stranger's
 * mail is the same work as leaving a known person's.
 */
export const mailLanes = { first: 0, newcomer: 1, other: 2, never: 3 } as const

export type MailLane = (typeof mailLanes)[keyof typeof mailLanes]

/**
 * What the senders of one process carry: eight mails at once at most. Two carry only what somebody waits for, two never
 * a newcomer's sign-in mail: whatever strangers ask for, and however slowly it goes, the others leave.
 */
export const mailSenders: readonly (readonly MailLane[])[] = [
  ...[1, 2].map(() => [mailLanes.first]),
  ...[1, 2, 3, 4].map(() => [mailLanes.first, mailLanes.newcomer, mailLanes.other]),
  ...[1, 2].map(() => [mailLanes.first, mailLanes.other]),
]

/** Mails of one lane that go to one domain at once: a domain that hangs holds no more senders than these. */
export const mailsToDomainAtOnce = 2
