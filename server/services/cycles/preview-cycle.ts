import { asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import { cycleCompetencies, cycleCredentials, ratingCycles } from '@/server/db/schema/cycles'
import { competencies, competencyVersions } from '@/server/db/schema/frameworks'
import { organizations } from '@/server/db/schema/organizations'
import { occupations } from '@/server/db/schema/reference'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { packetSize } from '@/server/domain/asking/packets'
import { labelFrom } from '@/server/domain/catalogue/competency-label'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import { mailWords } from '@/server/mail/mail-words'
import { invitationMail } from '@/server/mail/rater-mail'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { askedColumns, invitationWords } from './invitation-words'

export const CyclePreview = z.object({
  title: z.string(),
  /** Whether words of the asker's own are in it. */
  confirmed: z.boolean(),
  mail: z.object({ from: z.string(), subject: z.string(), text: z.string() }),
  page: z.object({
    asker: z.string(),
    job: z.string(),
    operator: z.string(),
    message: z.string(),
    closesAt: z.date(),
    timeZone: z.string(),
    credential: z.string(),
    competencies: z.number().int(),
    minutes: z.number().int(),
  }),
  apprenticeship: z.boolean(),
  /** The first of a rater's questions. */
  question: z.object({ name: z.string(), statement: z.string() }).nullable(),
})
export type CyclePreview = z.infer<typeof CyclePreview>

/**
 * What a rater of a cycle gets, as the same code makes it that sends it: the mail, whose every link leads back to the
 * preview, and what its first pages say. Nothing is stored, and there is no rater and no code.
 */
export async function previewCycle(
  ctx: OrgContext,
  input: { cycleId: string },
): Promise<CyclePreview> {
  await authorize(ctx, 'cycle.read')
  const { cycle, packet } = await asTenant(ctx, (tx) => firstPacketOf(tx, ctx, input.cycleId))
  const words = invitationWords(cycle, packet)
  const mail = invitationMail(mailWords(), {
    ...{ ...words, to: '', name: null, url: previewUrl(ctx.organization.slug, input.cycleId) },
    shown: true,
  })
  return {
    title: cycle.title,
    confirmed: cycle.askerConfirmed,
    mail: { from: env().MAIL_FROM, subject: mail.subject, text: mail.text },
    page: {
      ...words,
      message: cycle.askerConfirmed ? words.message : '',
      operator: env().OPERATOR_NAME,
    },
    apprenticeship: packet.apprenticeship,
    question: packet.question,
  }
}

/** Where every link of a mail leads that goes to the asker itself. */
export function previewUrl(slug: string, cycleId: string): string {
  return `${env().appUrl}/o/${slug}/cycles/${cycleId}/preview`
}

/** A cycle, and what the first packet of a rater holds. */
export async function firstPacketOf(tx: Transaction, ctx: OrgContext, cycleId: string) {
  const [cycle] = await tx
    .select({
      id: ratingCycles.id,
      title: ratingCycles.title,
      ...askedColumns,
    })
    .from(ratingCycles)
    .innerJoin(organizations, eq(organizations.id, ratingCycles.organizationId))
    .innerJoin(occupations, eq(occupations.id, ratingCycles.occupationId))
    .where(
      sql`${ratingCycles.id} = ${cycleId} AND ${ratingCycles.organizationId} = ${ctx.organization.id}`,
    )
  if (!cycle) throw new DomainError('not_found', 'cycles.none')
  const [credential] = await tx
    .select({ name: credentialVersions.name, kind: credentialVersions.kind })
    .from(cycleCredentials)
    .innerJoin(credentials, eq(credentials.id, cycleCredentials.credentialId))
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .where(eq(cycleCredentials.cycleId, cycleId))
    .orderBy(asc(cycleCredentials.position))
    .limit(1)
  const asked = await tx
    .select({ label: competencyVersions.label, statement: competencyVersions.statement })
    .from(cycleCompetencies)
    .innerJoin(competencies, eq(competencies.id, cycleCompetencies.competencyId))
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(eq(cycleCompetencies.cycleId, cycleId))
    .orderBy(asc(cycleCompetencies.position))
    .limit(packetSize)
  const [first] = asked
  return {
    cycle,
    packet: {
      credential: credential?.name ?? '',
      apprenticeship: credential?.kind === 'apprenticeship',
      competencies: asked.length,
      question: first
        ? { name: first.label || labelFrom(first.statement), statement: first.statement }
        : null,
    },
  }
}
