import { asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credentials, credentialVersions } from '@/server/db/schema/credentials'
import {
  cycleCompetencies,
  cycleCredentials,
  raterInvitations,
  ratingCycles,
} from '@/server/db/schema/cycles'
import { competencies, competencyVersions } from '@/server/db/schema/frameworks'
import { organizations } from '@/server/db/schema/organizations'
import { occupations, regions } from '@/server/db/schema/reference'
import { asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { cycleStates, deliveries } from '@/server/domain/asking/cycles'
import { type ExpectedGroup, forecastPublishable } from '@/server/domain/asking/forecasts'
import { planPackets } from '@/server/domain/asking/packets'
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
import { type InvitedEmployer, invitedEmployers, legalEmployers } from './invited-employers'

export const CycleForecast = z.object({
  confirmed: z.number().int(),
  unconfirmed: z.number().int(),
  spread: z.boolean(),
  likely: z.object({ importance: z.number().int(), fit: z.number().int() }),
  items: z.array(
    z.object({
      competency: z.string(),
      asked: z.number().int(),
      chances: z.object({ importance: z.number(), fit: z.number() }),
    }),
  ),
  /** Groups that would be shown by region, or by region and sector. */
  groups: z.array(z.object({ region: z.string(), sector: z.string().nullable() })),
  advice: z
    .object({
      shortenTo: z.number().int().nullable(),
      addConfirmed: z.object({ importance: z.number().int(), fit: z.number().int() }),
    })
    .nullable(),
})
export type CycleForecast = z.infer<typeof CycleForecast>

export const CycleView = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(cycleStates),
  occupationId: z.string(),
  occupation: z.string(),
  occupationCode: z.string(),
  message: z.string(),
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
  forecast: CycleForecast,
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
    const asked = await competenciesOf(tx, input.cycleId)
    const employers = await invitedEmployers(tx, input.cycleId)
    const forecast = await forecastOf(tx, cycle.cycle, asked, employers)
    const answered = await answeredOf(tx, input.cycleId)
    const mails = await readMailsLeft(tx, ctx.organization.id)
    return {
      ...cycle,
      asked,
      employers,
      forecast,
      answered,
      mails,
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
    forecast: view.forecast,
    mails: view.mails,
  }
}

async function competenciesOf(tx: Transaction, cycleId: string) {
  const rows = await tx
    .select({
      id: cycleCompetencies.competencyId,
      label: competencyVersions.label,
      statement: competencyVersions.statement,
    })
    .from(cycleCompetencies)
    .innerJoin(competencies, eq(competencies.id, cycleCompetencies.competencyId))
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(eq(cycleCompetencies.cycleId, cycleId))
    .orderBy(asc(cycleCompetencies.position))
  return rows.map(({ id, label, statement }) => ({ id, name: label || statement, statement }))
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

async function forecastOf(
  tx: Transaction,
  cycle: { id: string; byIndustry: boolean },
  asked: readonly { id: string; name: string }[],
  employers: readonly InvitedEmployer[],
): Promise<CycleForecast> {
  const ids = asked.map((each) => each.id)
  const packets = planPackets({
    competencies: ids,
    employers: legalEmployers(employers),
    seed: cycle.id,
  })
  const { items, ...forecast } = forecastPublishable({
    competencies: ids,
    employers: employers.map((each) => ({ ...each, id: each.legalId })),
    packets,
    byIndustry: cycle.byIndustry,
  })
  const names = new Map(asked.map((each) => [each.id, each.name]))
  return {
    ...forecast,
    spread: packets.kind === 'spread',
    items: items.map(({ groups: _, competency, ...item }) => ({
      ...item,
      competency: names.get(competency) ?? '',
    })),
    groups: await namedGroups(
      tx,
      items.flatMap((item) => item.groups),
    ),
  }
}

/** Each region, or region and sector, once. */
async function namedGroups(
  tx: Transaction,
  groups: readonly ExpectedGroup[],
): Promise<CycleForecast['groups']> {
  const placed = groups.flatMap(({ region, sector }) => (region ? [{ region, sector }] : []))
  const rows = await tx
    .select({ id: regions.id, name: regions.name })
    .from(regions)
    .where(inArray(regions.id, [...new Set(placed.map(({ region }) => region))]))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const distinct = new Map(placed.map((group) => [`${group.region} ${group.sector ?? ''}`, group]))
  return [...distinct.values()].map(({ region, sector }) => ({
    region: names.get(region) ?? region,
    sector,
  }))
}
