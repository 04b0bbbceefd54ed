import { carriesAddress, isDisguised } from '@/server/domain/plain-names'

/** Why no mail leaves in an organization's name: its name waits for the operator, or the operator stopped it. */
export const holdReasons = ['name', 'stopped'] as const
/** What the operator said of a name that waited. */
export const nameVerdicts = ['accepted', 'refused'] as const
/** Where a name stands under which no mail leaves. */
export const heldNames = ['waiting', 'refused'] as const
export type HeldName = (typeof heldNames)[number]
/** The same of the whole organization. */
export const mailHolds = [...heldNames, 'stopped'] as const
export type HeldMail = (typeof mailHolds)[number]

/**
 * Why a name has to wait for the operator before mail goes out under it: it shouts, it carries an address, its letters
 * are disguised, or it could be taken for the operator of the site or for its sign-in. Null for a name that may go.
 * Waiting costs an honest organization a day; a name that passes is read by strangers under the operator's own domain.
 */
export type NameProblem = 'shouts' | 'address' | 'disguised' | 'operator'

export function nameProblem(name: string, operator: string): NameProblem | null {
  const plain = name.normalize('NFKC')
  if (isDisguised(plain)) return 'disguised'
  if (carriesAddress(plain)) return 'address'
  if (claimsOffice(plain, operator)) return 'operator'
  return shouts(plain) ? 'shouts' : null
}

/**
 * The same of what somebody who signs a mail is at an organization: "Program administrator" is a title of many, and says
 * nothing of the site's own.
 */
export function titleProblem(title: string, operator: string): NameProblem | null {
  return nameProblem(title.replaceAll(usualTitles, ' '), operator)
}

const usualTitles =
  /(?<!\p{L})(?:administrator|operator|account|moderator|help ?desk)s?(?!\p{L})/giu

const longestName = 80

/** Mostly capitals, a long word of capitals alone, signs that call out, or more words than a name has. */
function shouts(name: string): boolean {
  if (name.length > longestName) return true
  if (/[^\p{L}\p{M}\p{N} &'’.,()/+–-]/u.test(name)) return true
  if (/(?<!\p{L})\p{Lu}{6,}(?!\p{L})/u.test(name)) return true
  const letters = name.match(/\p{L}/gu)?.length ?? 0
  const capitals = name.match(/\p{Lu}/gu)?.length ?? 0
  return letters > 10 && capitals * 2 > letters
}

const office = [
  ...['plumbline', 'administrator', 'admin', 'webmaster', 'postmaster', 'moderator', 'operator'],
  ...['mailbox', 'inbox', 'password', 'account', 'login', 'sign in', 'verify', 'verification'],
  ...['security alert', 'security team', 'support team', 'help desk', 'helpdesk', 'it department'],
  ...['urgent', 'suspended', 'invoice', 'payment', 'bitcoin', 'prize', 'winner', 'click'],
]

function claimsOffice(name: string, operator: string): boolean {
  const text = words(name)
  return [...office, operator].map(words).some((each) => each !== '  ' && text.includes(each))
}

/** Letters and digits in lower case with one space between and around, so that only whole words are found. */
function words(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return ` ${plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `
}
