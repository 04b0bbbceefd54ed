import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import {
  packets,
  raterCodes,
  raterInvitations,
  raterLinks,
  raterProgress,
  ratingCycles,
  unsubscribes,
} from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { questionLists } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asPublisher, type Transaction } from '@/server/db/tenancy'
import { jobWord } from '@/server/domain/job-words'
import { usualMinutes } from '@/server/domain/ratings'
import { env } from '@/server/env'
import {
  codeMail,
  invitationMail,
  type RaterMailInput,
  receiptMail,
  reminderMail,
} from '@/server/mail/rater-mail'
import { linkDaysAfterClosing } from '@/server/services/cycles/end-cycle'
import type { RaterMail } from '@/server/services/cycles/invitation-mail'
import type { MailTemplate } from '@/server/services/mail/mail-template'
import { addressHash } from '@/server/services/raters/address-hash'
import { hashToken } from '@/server/services/sessions/session-token'
import { codeHash, newCode, newRaterToken } from './rater-token'

const Payload = z.looseObject({ invitationId: z.uuid() })

/** The mails to raters; each mints a link of its own when it leaves, and stores its hash only. */
export const raterMailTemplates: Record<RaterMail, MailTemplate> = {
  'rater-invitation': {
    ...template(async (tx, rater, words) => {
      if (rater.cycleState !== 'open' || (await wantsNoMail(tx, rater))) return null
      return invitationMail(words, await prepared(tx, rater))
    }),
    bounced: (_ctx, payload) => noteBounce(Payload.parse(payload).invitationId),
  },
  'rater-reminder': template(async (tx, rater, words) => {
    const [progress] = await tx
      .select()
      .from(raterProgress)
      .where(eq(raterProgress.invitationId, rater.id))
    if (rater.cycleState !== 'open' || progress?.submittedAt || progress?.withdrawnAt) return null
    if (rater.delivery !== 'sent' || (await wantsNoMail(tx, rater))) return null
    const input = await prepared(tx, rater)
    return reminderMail(words, { ...input, last: (progress?.remindersSent ?? 0) >= 2 })
  }),
  'rater-receipt': template(async (tx, rater, words) => {
    if (rater.delivery === 'revoked') return null
    return receiptMail(words, await prepared(tx, rater))
  }),
  'rater-code': template(async (tx, rater, words) => {
    if (rater.delivery === 'revoked') return null
    const code = newCode()
    const waiting = await tx
      .update(raterCodes)
      .set({ codeHash: codeHash(rater.id, code) })
      .where(and(eq(raterCodes.invitationId, rater.id), sql`${raterCodes.expiresAt} > now()`))
      .returning({ id: raterCodes.invitationId })
    return waiting.length > 0 ? codeMail(words, { ...(await prepared(tx, rater)), code }) : null
  }),
}

type Compose = (
  tx: Transaction,
  rater: Rater,
  words: Parameters<MailTemplate['render']>[2],
) => Promise<ReturnType<typeof invitationMail> | null>

function template(compose: Compose): MailTemplate {
  return {
    render: (_ctx, payload, words) =>
      asPublisher(async (tx) => {
        const rater = await findRater(tx, Payload.parse(payload).invitationId)
        return rater ? compose(tx, rater, words) : null
      }),
  }
}

/**
 * Tells the asker that an invitation came back. The other mails go only to raters who have answered,
 * or only to those who have not, so what becomes of them is not told (METHOD R13).
 */
async function noteBounce(invitationId: string): Promise<void> {
  await asPublisher((tx) =>
    tx
      .update(raterInvitations)
      .set({ delivery: 'bounced' })
      .where(
        and(
          eq(raterInvitations.id, invitationId),
          inArray(raterInvitations.delivery, ['queued', 'sent']),
        ),
      ),
  )
}

type Rater = NonNullable<Awaited<ReturnType<typeof findRater>>>

async function findRater(tx: Transaction, invitationId: string) {
  const [row] = await tx
    .select({
      id: raterInvitations.id,
      email: raterInvitations.email,
      name: raterInvitations.name,
      delivery: raterInvitations.delivery,
      raterId: raterInvitations.raterId,
      employerId: raterInvitations.employerId,
      cycleId: ratingCycles.id,
      cycleState: ratingCycles.state,
      closesAt: ratingCycles.closesAt,
      timeZone: ratingCycles.timeZone,
      message: ratingCycles.message,
      asker: organizations.name,
      occupation: occupations.title,
    })
    .from(raterInvitations)
    .innerJoin(ratingCycles, eq(ratingCycles.id, raterInvitations.cycleId))
    .innerJoin(organizations, eq(organizations.id, ratingCycles.organizationId))
    .innerJoin(occupations, eq(occupations.id, ratingCycles.occupationId))
    .where(eq(raterInvitations.id, invitationId))
  return row
}

/** Unsubscribed or declined; somebody who unsubscribed counts as declined towards the asker. */
async function wantsNoMail(tx: Transaction, rater: Rater): Promise<boolean> {
  if (rater.delivery === 'declined' || rater.delivery === 'revoked') return true
  const [stopped] = await tx
    .select({ hash: unsubscribes.addressHash })
    .from(unsubscribes)
    .where(eq(unsubscribes.addressHash, addressHash(rater.email)))
  if (!stopped) return false
  await tx
    .update(raterInvitations)
    .set({ delivery: 'declined' })
    .where(eq(raterInvitations.id, rater.id))
  return true
}

/** Mints the link and notes that a mail went out. */
async function prepared(tx: Transaction, rater: Rater): Promise<RaterMailInput> {
  const token = newRaterToken()
  await tx.insert(raterLinks).values({
    tokenHash: hashToken(token),
    invitationId: rater.id,
    expiresAt: sql`${rater.closesAt}::timestamptz + make_interval(days => ${linkDaysAfterClosing})`,
  })
  await tx
    .update(raterInvitations)
    .set({
      delivery: sql`CASE WHEN delivery = 'queued' THEN 'sent' ELSE delivery END`,
      sentAt: sql`CASE WHEN delivery = 'queued' THEN now() ELSE sent_at END`,
    })
    .where(eq(raterInvitations.id, rater.id))
  await tx
    .insert(raterProgress)
    .values({
      invitationId: rater.id,
      raterId: rater.raterId,
      cycleId: rater.cycleId,
      lastMailAt: sql`now()`,
    })
    .onConflictDoUpdate({ target: raterProgress.invitationId, set: { lastMailAt: sql`now()` } })
  const [packet] = await tx
    .select({ credential: credentialVersions.name, list: questionLists.competencyIds })
    .from(packets)
    .innerJoin(questionLists, eq(questionLists.id, packets.questionListId))
    .innerJoin(credentials, eq(credentials.id, packets.credentialId))
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .where(and(eq(packets.cycleId, rater.cycleId), eq(packets.employerId, rater.employerId)))
    .orderBy(asc(packets.position))
    .limit(1)
  const competencies = packet?.list.length ?? 0
  return {
    to: rater.email,
    name: rater.name,
    asker: rater.asker,
    job: jobWord(rater.occupation),
    credential: packet?.credential ?? '',
    competencies,
    minutes: usualMinutes(competencies),
    closesAt: rater.closesAt,
    timeZone: rater.timeZone,
    message: rater.message,
    url: `${env().appUrl}/r/${token}`,
  }
}
