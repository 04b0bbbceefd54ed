import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { textHolds } from '@/server/db/holds-parts'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import { countBand } from '@/server/domain/people/confirmations'
import {
  domainOfRecord,
  OrganizationKindSchema,
  SizeBandSchema,
  VerificationSchema,
} from '@/server/domain/people/organizations'
import { searchFor } from '@/server/domain/unspaced'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'
import { dealsWith } from './deals-with'
import { findLinks, isRefused, provenByMember } from './employer-links'

const Registered = z.object({
  id: z.string(),
  name: z.string(),
  kind: OrganizationKindSchema,
  domain: z.string().nullable(),
  verification: VerificationSchema,
  county: z.string().nullable(),
  industry: z.string().nullable(),
  sizeBand: SizeBandSchema.nullable(),
  /** Confirmed by the partnership that asks. */
  mine: z.boolean(),
  parent: z.string().nullable(),
})
type Registered = z.infer<typeof Registered>

/** Other records at the same domain or with the same person. */
const Links = z.array(z.object({ id: z.string(), name: z.string() }))

/** What askers believe of an employer that is not confirmed: confirmed askers first, then who asked first. */
const Proposals = z.array(
  z.object({
    /** Null of one that has not asked. */
    asker: z.string().nullable(),
    county: z.string().nullable(),
    industry: z.string().nullable(),
    askedAt: z.coerce.date().nullable(),
  }),
)

/** As the operator sees it. */
export const RegisteredRow = Registered.extend({
  links: Links,
  proposals: Proposals,
  proven: z.boolean(),
})
export type RegisteredRow = z.infer<typeof RegisteredRow>

/** As others see it: confirmed or not; that somebody there has started to answer is told to nobody (METHOD §9, R13). */
export const EmployerRow = Registered.omit({ verification: true, kind: true })
export type EmployerRow = z.infer<typeof EmployerRow>

/** One that a partnership may confirm, with the evidence there is. */
export const WaitingRow = EmployerRow.extend({
  links: Links,
  proposals: Proposals,
  /** A member who claimed the record was reached at its web domain. */
  proven: z.boolean(),
})
export type WaitingRow = z.infer<typeof WaitingRow>

export const EmployersView = z.object({
  /** The asking partnership may confirm: it is confirmed itself. */
  mayConfirm: z.boolean(),
  waiting: z.array(WaitingRow),
  /** Turned down by a partnership or the operator. */
  refused: z.array(EmployerRow),
  confirmed: z.array(EmployerRow),
  /** How many confirmed employers by county and sector, as bands. */
  spread: z.array(z.object({ county: z.string(), sector: z.string(), band: z.string() })),
})
export type EmployersView = z.infer<typeof EmployersView>

const limit = 200

/**
 * The employers an organization deals with. `query` narrows by name or domain. Whose proposals there are, decisions and
 * memberships of others are seen by the operator's door alone.
 */
export async function listEmployers(
  ctx: OrgContext,
  input: { query: string },
): Promise<EmployersView> {
  await authorize(ctx, 'employer.read')
  const own = ctx.organization.id
  const about = sql`o.kind = 'employer' AND ${dealsWith(own, sql`o`)} AND ${matching(input.query)}`
  const { kind, verification } = ctx.organization
  // Who confirms nobody is given no evidence.
  const mayConfirm = kind === 'partnership' && verification === 'V2'
  return asOperator(async (tx) => {
    const isDown = mayConfirm ? isRefused(sql`o`) : sql`false`
    const rowsOf = (state: SQL, order: SQL) => select(tx, sql`${about} AND ${state}`, own, order)
    const waiting = await rowsOf(
      sql`o.verification <> 'V2' AND NOT ${isDown}`,
      mayConfirm ? askedFirst : byName,
    )
    const evidence = mayConfirm ? await evidenceOf(tx, waiting) : nothingKnown
    return {
      mayConfirm,
      waiting: waiting.map((row) => ({ ...told(row), ...evidence(row.id) })),
      refused: (await rowsOf(sql`o.verification <> 'V2' AND ${isDown}`, byName)).map(told),
      confirmed: (await rowsOf(sql`o.verification = 'V2'`, byName)).map(told),
      spread: await spread(tx, about),
    }
  })
}

function told({ verification: _, kind: __, ...row }: Registered): EmployerRow {
  return row
}

const Known = z.object({
  id: z.string(),
  proven: z.boolean(),
  proposals: Proposals,
})
type Evidence = Omit<z.infer<typeof Known>, 'id'> & { links: z.infer<typeof Links> }

const nothingKnown = (): Evidence => ({ proven: false, links: [], proposals: [] })

/** What speaks for and against confirming. */
async function evidenceOf(
  tx: Transaction,
  rows: readonly Registered[],
): Promise<(id: string) => Evidence> {
  const ids = rows.map(({ id }) => id)
  const found = await selectRows(
    tx,
    Known,
    sql`SELECT o.id, ${provenByMember(sql`o`)} AS proven, ${proposalsOf(sql`o`)} AS proposals
        FROM organization o WHERE o.id = ANY(${`{${ids.join(',')}}`}::uuid[])`,
  )
  const linksOf = await findLinks(tx, ids)
  const known = new Map(found.map(({ id, ...each }) => [id, { ...each, links: linksOf(id) }]))
  return (id) => known.get(id) ?? nothingKnown()
}

/** Of askers that are confirmed before others; who only believes it and has not asked is not named. */
function proposalsOf(employer: SQL): SQL {
  return sql`(SELECT coalesce(jsonb_agg(jsonb_build_object(
        'asker', CASE WHEN p.asked_at IS NOT NULL THEN a.name END,
        'county', county.name || ', ' || state.name, 'industry', i.code || ' ' || i.title, 'askedAt', p.asked_at)
        ORDER BY a.verification = 'V2' DESC, p.asked_at NULLS LAST, a.name), '[]'::jsonb)
      FROM employer_proposal p
      JOIN organization a ON a.id = p.organization_id
      LEFT JOIN region county ON county.id = p.county_id
      LEFT JOIN region state ON state.id = county.parent_id
      LEFT JOIN industry i ON i.id = p.industry_id
      WHERE p.employer_id = ${employer}.id AND (p.asked_at IS NOT NULL OR a.verification = 'V2'))`
}

/** Organizations of every kind that wait for the operator, those somebody asked about first. */
export async function listWaiting(
  _ctx: OperatorContext,
  input: { query: string },
): Promise<RegisteredRow[]> {
  const where = sql`o.verification <> 'V2' AND ${matching(input.query)}`
  return asOperator(async (tx) => {
    const rows = await select(tx, where, null, sql`${asked}, ${provenFirst}`)
    const evidence = await evidenceOf(tx, rows)
    return rows.map((row) => registered(row, evidence(row.id)))
  })
}

/** Organizations found by name or domain, for the operator's merging and taking back. */
export async function findOrganizations(
  _ctx: OperatorContext,
  input: { query: string },
): Promise<RegisteredRow[]> {
  if (input.query.trim() === '') return []
  const rows = await asOperator((tx) => select(tx, matching(input.query), null, provenFirst))
  return rows.map((row) => registered(row, nothingKnown()))
}

function registered(row: Registered, { links, proposals, proven }: Evidence): RegisteredRow {
  return { ...row, links, proposals, proven }
}

const byName = sql`o.name COLLATE "und-x-icu", o.id`
/** Those a confirmed asker asked about, the longest waiting first; then those that others did. */
const asked = sql`
  (SELECT min(p.asked_at) FROM employer_proposal p JOIN organization a ON a.id = p.organization_id
   WHERE p.employer_id = o.id AND a.verification = 'V2') NULLS LAST,
  (SELECT min(p.asked_at) FROM employer_proposal p WHERE p.employer_id = o.id) NULLS LAST`
const askedFirst = sql`${asked}, ${byName}`
const provenFirst = sql`${provenByMember(sql`o`)} DESC, ${byName}`

/** How far an organization is confirmed: that a rater was reached at an employer's domain is told to nobody. */
const toldLevel = sql`CASE WHEN o.verification = 'V1' AND o.kind = 'employer' AND NOT ${provenByMember(sql`o`)}
  THEN 'V0' ELSE o.verification END`

function matching(query: string): SQL {
  const text = query.trim()
  return text === ''
    ? sql`true`
    : sql`(o.name ILIKE ${`%${escapeLike(text)}%`} OR o.domain ILIKE ${`%${escapeLike(text)}%`}
        OR ${textHolds(searchFor(text), sql`o.name`)})`
}

async function select(
  tx: Transaction,
  where: SQL,
  own: string | null,
  order: SQL,
): Promise<Registered[]> {
  const rows = await selectRows(
    tx,
    Registered,
    sql`SELECT o.id, o.name, o.kind, o.domain, ${toldLevel} AS verification, o.size_band AS "sizeBand",
               county.name || ', ' || state.name AS county, i.title AS industry, up.name AS parent,
               EXISTS (SELECT 1 FROM confirmation c WHERE c.organization_id = o.id AND c.level = 'V2'
                         AND c.by_organization_id = ${own}::uuid) AS mine
        FROM organization o
        LEFT JOIN region county ON county.id = o.county_id
        LEFT JOIN region state ON state.id = county.parent_id
        LEFT JOIN industry i ON i.id = o.industry_id
        LEFT JOIN organization up ON up.id = o.parent_id
        WHERE o.merged_into_id IS NULL AND ${where}
        ORDER BY ${order} LIMIT ${limit}`,
  )
  return rows.map((row) => ({ ...row, domain: domainOfRecord(row.domain) }))
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
