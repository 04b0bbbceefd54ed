import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { countBand } from '@/server/domain/confirmations'
import {
  OrganizationKindSchema,
  SizeBandSchema,
  VerificationSchema,
} from '@/server/domain/organizations'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'
import { findLinks } from './employer-links'

export const EmployerRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: OrganizationKindSchema,
  domain: z.string().nullable(),
  verification: VerificationSchema,
  county: z.string().nullable(),
  industry: z.string().nullable(),
  sizeBand: SizeBandSchema.nullable(),
  managed: z.boolean(),
  /** Other records at the same domain or with the same person. */
  links: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Confirmed by the partnership that asks. */
  mine: z.boolean(),
  parent: z.string().nullable(),
})
export type EmployerRow = z.infer<typeof EmployerRow>

export const EmployersView = z.object({
  /** The asking partnership may confirm: it is confirmed itself. */
  mayConfirm: z.boolean(),
  waiting: z.array(EmployerRow),
  unproven: z.array(EmployerRow),
  confirmed: z.array(EmployerRow),
  /** How many confirmed employers by county and sector, as bands. */
  spread: z.array(z.object({ county: z.string(), sector: z.string(), band: z.string() })),
})
export type EmployersView = z.infer<typeof EmployersView>

const limit = 200

/**
 * The employers a partnership deals with: in its counties, named by it, or asked by its cycles.
 * `query` narrows by name or domain.
 */
export async function listEmployers(
  ctx: OrgContext,
  input: { query: string },
): Promise<EmployersView> {
  await authorize(ctx, 'employer.read')
  const own = ctx.organization.id
  const about = sql`(
    o.created_by_organization_id = ${own}
    OR EXISTS (SELECT 1 FROM region_county rc WHERE rc.organization_id = ${own} AND rc.county_id = o.county_id)
    OR EXISTS (SELECT 1 FROM rater_invitation i WHERE i.organization_id = ${own} AND i.employer_id = o.id)
    OR EXISTS (SELECT 1 FROM confirmation c WHERE c.organization_id = o.id AND c.by_organization_id = ${own}))`
  const where = sql`o.kind = 'employer' AND ${about} AND ${matching(input.query)}`
  const rows = await asTenant({ organizationId: own }, (tx) => select(tx, where, own))
  // A provider is not told who was reached: with one address invited, that would be its status (R13).
  const told = ctx.organization.kind === 'partnership'
  const waiting = rows.filter((row) => told && row.verification === 'V1')
  return {
    mayConfirm: ctx.organization.kind === 'partnership' && ctx.organization.verification === 'V2',
    waiting: await withLinks(waiting),
    unproven: rows
      .filter((row) => row.verification === 'V0' || (!told && row.verification === 'V1'))
      .map((row) => ({ ...row, verification: 'V0' as const })),
    confirmed: rows.filter((row) => row.verification === 'V2'),
    spread: await asTenant({ organizationId: own }, (tx) => spread(tx, where)),
  }
}

/** Organizations of every kind that wait for the operator, proven ones first. */
export async function listWaiting(
  _ctx: OperatorContext,
  input: { query: string },
): Promise<EmployerRow[]> {
  const where = sql`o.verification <> 'V2' AND ${matching(input.query)}`
  const rows = await asOperator((tx) => select(tx, where, null))
  return withLinks(rows)
}

/** Organizations found by name or domain, for the operator's merging and taking back. */
export async function findOrganizations(
  _ctx: OperatorContext,
  input: { query: string },
): Promise<EmployerRow[]> {
  if (input.query.trim() === '') return []
  return asOperator((tx) => select(tx, matching(input.query), null))
}

function matching(query: string): SQL {
  const text = query.trim()
  return text === ''
    ? sql`true`
    : sql`(o.name ILIKE ${`%${escapeLike(text)}%`} OR o.domain ILIKE ${`%${escapeLike(text)}%`})`
}

const Row = EmployerRow.omit({ links: true })

async function select(tx: Transaction, where: SQL, own: string | null): Promise<EmployerRow[]> {
  const rows = await selectRows(
    tx,
    Row,
    sql`SELECT o.id, o.name, o.kind, o.domain, o.verification, o.size_band AS "sizeBand",
               county.name || ', ' || state.name AS county, i.title AS industry,
               o.claimed_at IS NOT NULL AS managed, up.name AS parent,
               EXISTS (SELECT 1 FROM confirmation c WHERE c.organization_id = o.id AND c.level = 'V2'
                         AND c.by_organization_id = ${own}::uuid) AS mine
        FROM organization o
        LEFT JOIN region county ON county.id = o.county_id
        LEFT JOIN region state ON state.id = county.parent_id
        LEFT JOIN industry i ON i.id = o.industry_id
        LEFT JOIN organization up ON up.id = o.parent_id
        WHERE o.merged_into_id IS NULL AND ${where}
        ORDER BY o.verification DESC, o.name COLLATE "und-x-icu" LIMIT ${limit}`,
  )
  return rows.map((row) => ({ ...row, links: [] }))
}

/** Links go over memberships of others, which only the operator's door sees. */
async function withLinks(rows: EmployerRow[]): Promise<EmployerRow[]> {
  return asOperator(async (tx) => {
    const linked: EmployerRow[] = []
    for (const row of rows) linked.push({ ...row, links: await findLinks(tx, row.id) })
    return linked
  })
}

async function spread(tx: Transaction, where: SQL): Promise<EmployersView['spread']> {
  const rows = await selectRows(
    tx,
    z.object({ county: z.string(), sector: z.string(), count: z.coerce.number() }),
    sql`SELECT coalesce(county.name || ', ' || state.name, '') AS county, coalesce(i.sector, '') AS sector,
               count(*) AS count
        FROM organization o
        LEFT JOIN region county ON county.id = o.county_id
        LEFT JOIN region state ON state.id = county.parent_id
        LEFT JOIN industry i ON i.id = o.industry_id
        WHERE o.merged_into_id IS NULL AND o.verification = 'V2' AND ${where}
        GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  return rows.map(({ county, sector, count }) => ({ county, sector, band: countBand(count) }))
}

function escapeLike(text: string): string {
  return text.slice(0, 100).replace(/[\\%_]/g, '\\$&')
}
