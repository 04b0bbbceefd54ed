import { and, asc, eq, inArray, notExists, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import {
  packets,
  passedInvitations,
  raterCodes,
  raterInvitations,
  raterLinks,
  raterStops,
  ratingCycles,
  unsubscribes,
} from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { questionLists } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asCourier, type Transaction } from '@/server/db/tenancy'
import { shownCode } from '@/server/domain/people/mailed-codes'
import { env } from '@/server/env'
import {
  codeMail,
  followUpMail,
  invitationMail,
  noteMail,
  passedMail,
  type RaterMailInput,
} from '@/server/mail/rater-mail'
import { linkDaysAfterClosing } from '@/server/services/cycles/end-cycle'
import type { RaterMail } from '@/server/services/cycles/invitation-mail'
import { askedColumns, invitationWords } from '@/server/services/cycles/invitation-words'
import type { MailTemplate } from '@/server/services/mail-template'
import { addressHash } from '@/server/services/raters/address-hash'
import { hashToken, newMailedCode } from '@/server/services/session-token'
import { codeHash, newRaterToken } from './rater-token'
import { withNow } from './with-now'

const Payload = z.looseObject({ invitationId: z.uuid(), passes: z.number().optional() })

/** The mails to raters; each mints a link of its own when it leaves, and stores its hash only. */
export const raterMailTemplates: Record<RaterMail, MailTemplate> = {
  'rater-invitation': {
    ...template(async (tx, rater, words) => {
      if (rater.cycleState !== 'open') return null
      if (rater.delivery === 'declined' || rater.delivery === 'revoked') return null
      // Passed on before it left: the asker sees what it would have seen, and the colleague's own mail goes out by itself.
      if (rater.passes > 0 && rater.sentAt === null) {
        await noteSent(tx, rater, (await isUnsubscribed(tx, rater.invited)) ? 'declined' : 'sent')
        return null
      }
      const unwanted = await wantsNoMail(tx, rater)
      // An address that wanted no mail before this cycle wrote to it is told; a later wish stays with the rater.
      const refused = unwanted === 'unsubscribed' && rater.sentAt === null
      await noteSent(tx, rater, refused ? 'declined' : 'sent')
      return unwanted ? null : reached(tx, rater, (mail) => invitationMail(words, mail))
    }),
    bounced: (_ctx, payload) => noteBounce(Payload.parse(payload).invitationId),
  },
  'rater-follow-up': template(async (tx, rater, words) => {
    if (rater.cycleState !== 'open' || rater.delivery !== 'sent') return null
    if (await wantsNoMail(tx, rater)) return null
    const last = rater.followUpsSent >= rater.followUps.length
    return reached(tx, rater, (mail) => followUpMail(words, { ...mail, last }))
  }),
  'rater-passed': template(async (tx, rater, words, { passes }) => {
    if (rater.cycleState !== 'open' || rater.delivery === 'revoked') return null
    if (rater.passes !== passes || (await wantsNoMail(tx, rater))) return null
    return reached(tx, rater, (mail) => passedMail(words, mail))
  }),
  'rater-note': template(async (tx, rater, words) => {
    if (rater.delivery === 'revoked') return null
    return reached(tx, rater, (mail) => noteMail(words, mail))
  }),
  'rater-code': template(async (tx, rater, words) => {
    if (rater.delivery === 'revoked') return null
    const code = newMailedCode()
    const waiting = await tx
      .update(raterCodes)
      .set({ codeHash: codeHash(rater.id, code) })
      .where(and(eq(raterCodes.invitationId, rater.id), sql`${raterCodes.expiresAt} > now()`))
      .returning({ id: raterCodes.invitationId })
    if (waiting.length === 0) return null
    return reached(tx, rater, (mail) => codeMail(words, { ...mail, code: shownCode(code) }))
  }),
}

type Compose = (
  tx: Transaction,
  rater: Rater,
  words: Parameters<MailTemplate['render']>[2],
  payload: z.infer<typeof Payload>,
) => Promise<ReturnType<typeof invitationMail> | null>

function template(compose: Compose): MailTemplate {
  return {
    render: (_ctx, payload, words) =>
      asCourier(async (tx) => {
        const about = Payload.parse(payload)
        const rater = await findRater(tx, about.invitationId)
        return rater ? compose(tx, rater, words, about) : null
      }),
  }
}

/**
 * Tells the asker that an invitation came back from the address it typed. Notes and codes go only to raters who asked for
 * them, and follow-ups not to those who privately stopped them, so what becomes of these is not told (METHOD R13); nor is
 * what becomes of any mail to somebody an invitation was passed on to.
 */
async function noteBounce(invitationId: string): Promise<void> {
  await asCourier((tx) =>
    tx
      .update(raterInvitations)
      .set({ delivery: 'bounced' })
      .where(
        and(
          eq(raterInvitations.id, invitationId),
          inArray(raterInvitations.delivery, ['queued', 'sent']),
          notExists(
            tx
              .select({ id: passedInvitations.invitationId })
              .from(passedInvitations)
              .where(eq(passedInvitations.invitationId, raterInvitations.id)),
          ),
        ),
      ),
  )
}

type Rater = NonNullable<Awaited<ReturnType<typeof findRater>>>

async function findRater(tx: Transaction, invitationId: string) {
  const [row] = await tx
    .select({
      id: raterInvitations.id,
      // Whom it is with now: a colleague it was passed on to is known by no name, and with a printed code by no address.
      email: withNow.email,
      invited: raterInvitations.email,
      name: sql<
        string | null
      >`CASE WHEN ${passedInvitations.times} IS NULL THEN ${raterInvitations.name} END`,
      passes: withNow.passes,
      delivery: raterInvitations.delivery,
      sentAt: raterInvitations.sentAt,
      followUpsSent: raterInvitations.followUpsSent,
      followUps: ratingCycles.followUps,
      employerId: raterInvitations.employerId,
      cycleId: ratingCycles.id,
      cycleState: ratingCycles.state,
      ...askedColumns,
    })
    .from(raterInvitations)
    .leftJoin(passedInvitations, eq(passedInvitations.invitationId, raterInvitations.id))
    .innerJoin(ratingCycles, eq(ratingCycles.id, raterInvitations.cycleId))
    .innerJoin(organizations, eq(organizations.id, ratingCycles.organizationId))
    .innerJoin(occupations, eq(occupations.id, ratingCycles.occupationId))
    .where(eq(raterInvitations.id, invitationId))
  return row
}

/** Whether the address wants no mail from anyone, or its rater none about this cycle. */
async function wantsNoMail(
  tx: Transaction,
  rater: Rater,
): Promise<'unsubscribed' | 'stopped' | null> {
  if (await isUnsubscribed(tx, rater.email ?? '')) return 'unsubscribed'
  const [stopped] = await tx
    .select({ id: raterStops.invitationId })
    .from(raterStops)
    .where(eq(raterStops.invitationId, rater.id))
  return stopped ? 'stopped' : null
}

async function isUnsubscribed(tx: Transaction, email: string): Promise<boolean> {
  const rows = await tx
    .select({ hash: unsubscribes.addressHash })
    .from(unsubscribes)
    .where(eq(unsubscribes.addressHash, addressHash(email)))
  return rows.length > 0
}

/** Notes what the asker sees of an invitation that was waiting to be sent. */
async function noteSent(tx: Transaction, rater: Rater, delivery: 'sent' | 'declined') {
  await tx
    .update(raterInvitations)
    .set({ delivery, ...(delivery === 'sent' ? { sentAt: sql`now()` } : {}) })
    .where(and(eq(raterInvitations.id, rater.id), eq(raterInvitations.delivery, 'queued')))
}

/** The mail with a link of its own; none where there is no address. */
async function reached<Mail>(
  tx: Transaction,
  rater: Rater,
  compose: (input: RaterMailInput) => Mail,
): Promise<Mail | null> {
  return rater.email === null ? null : compose(await prepared(tx, rater, rater.email))
}

/** Mints the link, and gathers what a mail says. */
async function prepared(tx: Transaction, rater: Rater, to: string): Promise<RaterMailInput> {
  const token = newRaterToken()
  await tx.insert(raterLinks).values({
    tokenHash: hashToken(token),
    invitationId: rater.id,
    passes: rater.passes,
    addressHash: addressHash(to),
    expiresAt: sql`${rater.closesAt}::timestamptz + make_interval(days => ${linkDaysAfterClosing})`,
  })
  const [packet] = await tx
    .select({ credential: credentialVersions.name, list: questionLists.competencyIds })
    .from(packets)
    .innerJoin(questionLists, eq(questionLists.id, packets.questionListId))
    .innerJoin(credentials, eq(credentials.id, packets.credentialId))
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .where(and(eq(packets.cycleId, rater.cycleId), eq(packets.employerId, rater.employerId)))
    .orderBy(asc(packets.position))
    .limit(1)
  const asked = { credential: packet?.credential ?? '', competencies: packet?.list.length ?? 0 }
  return {
    ...invitationWords(rater, asked),
    to,
    name: rater.name,
    passedOn: rater.passes > 0,
    url: `${env().appUrl}/r/${token}`,
  }
}
