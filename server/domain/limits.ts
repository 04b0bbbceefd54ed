/** How often something may be tried within how many minutes, by what it is counted. */
export const limits = {
  /** Sign-in mails to one address. */
  'sign-in-mail': { tries: 5, minutes: 15 },
  /** Sign-in mails asked for from one network. */
  'sign-in-network': { tries: 40, minutes: 15 },
  /**
   * Sign-in mails to one web domain of an organization's own: a class of forty signs in for the first time at once, and
   * made-up addresses at a college keep its newcomers out for ten minutes at most; people known here get theirs anyway.
   */
  'sign-in-domain': { tries: 40, minutes: 10 },
  /** Sign-in mails to one mail provider that many share. */
  'sign-in-provider': { tries: 60, minutes: 5 },
  /** Sign-in mails of the whole site: 34,560 a day; whoever spends them keeps newcomers out for five minutes at a time. */
  'sign-in-site': { tries: 120, minutes: 5 },
  /** Wrong codes on the whole site; from then on a mail takes one guess instead of five. */
  'wrong-code-site': { tries: 100, minutes: 15 },
  /** Wrong codes from one network; the same holds there. */
  'wrong-code-network': { tries: 20, minutes: 15 },
  /** Codes from browsers that asked for none, which never open anything. */
  'stray-code': { tries: 300, minutes: 15 },
  /** Sign-in links opened from one network. */
  'sign-in-link': { tries: 60, minutes: 15 },
  /** Invitations to join sent by one organization. */
  'member-invitation': { tries: 40, minutes: 60 },
  /** Invitations to join looked up from one network. */
  'member-invitation-link': { tries: 60, minutes: 15 },
  /** Organizations created or claimed by one person. */
  'organization-create': { tries: 10, minutes: 60 * 24 },
  /** Mailed codes that open a rater's answers on a new device. */
  'rater-code': { tries: 5, minutes: 15 },
  /** Codes typed for one rater's invitation. */
  'rater-code-try': { tries: 10, minutes: 15 },
  /** Notes that answers are in, asked for by one rater of a cycle. */
  'rater-note': { tries: 1, minutes: 60 * 24 },
  /** Raters' links started from one network. */
  'rater-link': { tries: 120, minutes: 15 },
  /** Times one organization asks others to confirm its employers. */
  'confirmation-asking': { tries: 20, minutes: 60 * 24 },
  /** The same by one person for organizations that nobody has confirmed. */
  'confirmation-asking-unconfirmed': { tries: 3, minutes: 60 * 24 },
  /** Test mails of a cycle to one asker's own address. */
  'cycle-test': { tries: 6, minutes: 60 },
  /** Times one organization lets invitations to raters go; how many mails is counted by `weeklyMails`. */
  'rater-mailing': { tries: 120, minutes: 60 * 24 },
  /** Files one organization has read. */
  'file-upload': { tries: 20, minutes: 60 },
  /** Times one organization has the columns of an uploaded table read anew. */
  'file-columns': { tries: 60, minutes: 60 },
  /** Times one organization has counted what such a table holds, which is done as its columns are chosen. */
  'file-count': { tries: 600, minutes: 60 },
} as const satisfies Record<string, { tries: number; minutes: number }>

/**
 * Mails that may go out in an organization's name in seven days: invitations to answer and to join together; all that one
 * person founded or claimed and nobody has confirmed share the smaller number. Follow-ups
 * are not counted: each address has two at most, and everybody reached gets them. The database counts by the same numbers.
 */
export const weeklyMails = { unconfirmed: 30, confirmed: 10_000 } as const

export type Limit = keyof typeof limits
