import { asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import { cycleCredentials, raterInvitations, ratingCycles } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { occupations } from '@/server/db/schema/reference'
import { asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { cycleStates, deliveries } from '@/server/domain/asking/cycles'
import { DomainError } from '@/server/domain/errors'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { MailsLeft, readMailsLeft } from '@/server/services/organizations/read-mails-left'
import {
  AnsweredRow,
  AnsweredView,
  answeredColumns,
  answeredLook,
  answeredView,
} from './answered-band'
import { askedOf } from './asked-of'
import { CycleForecast, forecastBoth } from './forecast-cycle'
import { invitedEmployers, legalEmployers } from './invited-employers'
import { repeatedBy } from './repeated-by'

export const CycleView = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(cycleStates),
  occupationId: z.string(),
  occupation: z.string(),
  occupationCode: z.string(),
  message: z.string(),
  /** What its raters call the job, as the asker says it; empty for the standard word. */
  job: z.string(),
  signerName: z.string(),
  signerTitle: z.string(),
  opensAt: z.date().nullable(),
  closesAt: z.date(),
  closedAt: z.date().nullable(),
  timeZone: z.string(),
  byIndustry: z.boolean(),
  credentials: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
  competencies: z.array(z.object({ id: z.string(), name: z.string(), statement: z.string() })),
  invitations: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      name: z.string().nullable(),
      employer: z.string(),
      confirmed: z.boolean(),
      delivery: z.enum(deliveries),
      sentAt: z.date().nullable(),
    }),
  ),
  invitedEmployers: z.number().int(),
  answered: AnsweredView,
  /** The cycle that it repeats, and what was left out since it has been retired. */
  repeats: z.object({ id: z.string(), title: z.string(), leftOut: z.array(z.string()) }).nullable(),
  /** By the employers that are confirmed today, and if all of these were. */
  forecast: CycleForecast,
  ifConfirmed: CycleForecast,
  /** Until the organization is confirmed. */
  mails: MailsLeft.nullable(),
})
export type CycleView = z.infer<typeof CycleView>

/** One rating cycle as its asker sees it: delivery per address, one band of answers, a forecast. */
export async function readCycle(ctx: OrgContext, input: { cycleId: string }): Promise<CycleView> {
  await authorize(ctx, 'cycle.read')
  const view = await asTenant(ctx, async (tx) => {
    const [cycle] = await tx
      .select({
        cycle: ratingCycles,
        occupation: occupations.title,
        occupationCode: occupations.code,
      })
      .from(ratingCycles)
      .innerJoin(occupations, eq(occupations.id, ratingCycles.occupationId))
      .where(
        sql`${ratingCycles.id} = ${input.cycleId} AND ${ratingCycles.organizationId} = ${ctx.organization.id}`,
      )
    if (!cycle) throw new DomainError('not_found', 'cycles.none')
    const asked = await askedOf(tx, input.cycleId)
    const employers = await invitedEmployers(tx, input.cycleId)
    const forecasts = await forecastBoth(tx, cycle.cycle, { asked, employers })
    const answered = await answeredOf(tx, input.cycleId)
    const mails = await readMailsLeft(tx, ctx.organization.id)
    return {
      ...cycle,
      asked,
      employers,
      forecasts,
      answered,
      mails,
      repeats: await repeatedBy(tx, cycle.cycle),
      ...(await listsOf(tx, input.cycleId)),
    }
  })
  const { cycle } = view
  return {
    id: cycle.id,
    title: cycle.title,
    state: cycle.state,
    occupationId: cycle.occupationId,
    occupation: view.occupation,
    occupationCode: view.occupationCode,
    message: cycle.message,
    job: cycle.job,
    signerName: cycle.signerName,
    signerTitle: cycle.signerTitle,
    opensAt: cycle.opensAt,
    closesAt: cycle.closesAt,
    closedAt: cycle.closedAt,
    timeZone: cycle.timeZone,
    byIndustry: cycle.byIndustry,
    credentials: view.credentials,
    competencies: view.asked,
    invitations: view.invitations,
    invitedEmployers: legalEmployers(view.employers).length,
    answered: view.answered,
    repeats: view.repeats,
    ...view.forecasts,
    mails: view.mails,
  }
}

async function listsOf(tx: Transaction, cycleId: string) {
  const asked = await tx
    .select({ id: credentials.id, slug: credentials.slug, name: credentialVersions.name })
    .from(cycleCredentials)
    .innerJoin(credentials, eq(credentials.id, cycleCredentials.credentialId))
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .where(eq(cycleCredentials.cycleId, cycleId))
    .orderBy(asc(cycleCredentials.position))
  const invitations = await tx
    .select({
      id: raterInvitations.id,
      email: raterInvitations.email,
      name: raterInvitations.name,
      employer: organizations.name,
      verification: organizations.verification,
      delivery: raterInvitations.delivery,
      sentAt: raterInvitations.sentAt,
    })
    .from(raterInvitations)
    .innerJoin(organizations, eq(organizations.id, raterInvitations.employerId))
    .where(eq(raterInvitations.cycleId, cycleId))
    .orderBy(sql`${organizations.name} COLLATE "und-x-icu"`, asc(raterInvitations.email))
  return {
    credentials: asked,
    invitations: invitations.map(({ verification, ...row }) => ({
      ...row,
      confirmed: verification === 'V2',
    })),
  }
}

async function answeredOf(tx: Transaction, cycleId: string): Promise<AnsweredView> {
  const [row] = await selectRows(
    tx,
    AnsweredRow,
    sql`SELECT ${answeredColumns} FROM rating_cycle c ${answeredLook} WHERE c.id = ${cycleId}`,
  )
  return row ? answeredView(row) : { band: null, asOf: null, weekly: false }
}
