import { and, asc, eq, gt, sql } from 'drizzle-orm'
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
import { subjects } from '@/server/db/schema/ratings'
import { occupations, regions } from '@/server/db/schema/reference'
import { subjectProgress } from '@/server/db/schema/releases'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { cycleStates } from '@/server/domain/cycles'
import { DomainError } from '@/server/domain/errors'
import { forecastPublishable } from '@/server/domain/forecasts'
import { planPackets } from '@/server/domain/packets'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { countAnswered } from './count-answered'
import { type InvitedEmployer, invitedEmployers, legalEmployers } from './invited-employers'
import { who } from './save-cycle'

export const CycleForecast = z.object({
  confirmed: z.number().int(),
  unconfirmed: z.number().int(),
  spread: z.boolean(),
  publishable: z.number().int(),
  items: z.array(
    z.object({
      competency: z.string(),
      asked: z.number().int(),
      expected: z.number().int(),
      publishable: z.boolean(),
      regions: z.array(z.string()),
    }),
  ),
  advice: z
    .object({ shortenTo: z.number().int().nullable(), addConfirmed: z.number().int() })
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
  credentials: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
  competencies: z.array(z.object({ id: z.string(), name: z.string(), statement: z.string() })),
  invitations: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      name: z.string().nullable(),
      employer: z.string(),
      confirmed: z.boolean(),
      delivery: z.enum(['queued', 'sent', 'bounced', 'declined', 'revoked']),
      sentAt: z.date().nullable(),
    }),
  ),
  invitedEmployers: z.number().int(),
  answeredEmployers: z.number().int(),
  /** What was published before: how many of its group must answer anew before it changes. */
  renewals: z.array(
    z.object({ credential: z.string(), needed: z.number().int(), renewed: z.number().int() }),
  ),
  forecast: CycleForecast,
})
export type CycleView = z.infer<typeof CycleView>

/** One rating cycle as its asker sees it: delivery per address, one total of answers, a forecast. */
export async function readCycle(ctx: OrgContext, input: { cycleId: string }): Promise<CycleView> {
  await authorize(ctx, 'cycle.read')
  const view = await asTenant(who(ctx), async (tx) => {
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
    if (!cycle) throw new DomainError('not_found', 'There is no such rating cycle.')
    const asked = await competenciesOf(tx, input.cycleId)
    const employers = await invitedEmployers(tx, input.cycleId)
    const forecast = await forecastOf(tx, input.cycleId, asked, employers)
    const renewals = await renewalsOf(tx, cycle.cycle)
    return { ...cycle, asked, employers, forecast, renewals, ...(await listsOf(tx, input.cycleId)) }
  })
  const answered = await countAnswered([input.cycleId])
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
    credentials: view.credentials,
    competencies: view.asked,
    invitations: view.invitations,
    invitedEmployers: view.employers.length,
    answeredEmployers: answered.get(cycle.id) ?? 0,
    renewals: view.renewals,
    forecast: view.forecast,
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

/** Progress without levels, as of the last nightly run (METHOD R13). */
function renewalsOf(tx: Transaction, cycle: { id: string; occupationId: string }) {
  return tx
    .select({
      credential: credentialVersions.name,
      needed: subjectProgress.renewedNeeded,
      renewed: subjectProgress.renewed,
    })
    .from(cycleCredentials)
    .innerJoin(
      subjects,
      and(
        eq(subjects.credentialId, cycleCredentials.credentialId),
        eq(subjects.occupationId, cycle.occupationId),
      ),
    )
    .innerJoin(subjectProgress, eq(subjectProgress.subjectId, subjects.id))
    .innerJoin(credentials, eq(credentials.id, cycleCredentials.credentialId))
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .where(and(eq(cycleCredentials.cycleId, cycle.id), gt(subjectProgress.livingCohorts, 0)))
    .orderBy(asc(cycleCredentials.position))
}

async function forecastOf(
  tx: Transaction,
  cycleId: string,
  asked: readonly { id: string; name: string }[],
  employers: readonly InvitedEmployer[],
): Promise<CycleForecast> {
  const ids = asked.map((each) => each.id)
  const legal = employers.map((each) => ({ ...each, id: each.legalId }))
  const packets = planPackets({
    competencies: ids,
    employers: legalEmployers(employers),
    seed: cycleId,
  })
  const forecast = forecastPublishable({ competencies: ids, employers: legal, packets })
  const names = new Map(asked.map((each) => [each.id, each.name]))
  const places = new Map(
    (
      await tx
        .select({ id: regions.id, name: regions.name })
        .from(regions)
        .where(
          sql`${regions.id} IN (${sql.join(
            ['', ...new Set(forecast.items.flatMap((item) => item.regions))].map(
              (id) => sql`${id}`,
            ),
            sql`, `,
          )})`,
        )
    ).map((row) => [row.id, row.name]),
  )
  return {
    ...forecast,
    spread: packets.kind === 'spread',
    items: forecast.items.map((item) => ({
      ...item,
      competency: names.get(item.competency) ?? '',
      regions: item.regions.map((id) => places.get(id) ?? id),
    })),
  }
}
