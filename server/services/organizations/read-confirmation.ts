import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import { operatorFrom } from '@/server/domain/people/confirmations'
import { domainOfRecord } from '@/server/domain/people/organizations'
import type { OrgContext } from '@/server/services/context'
import { lastRefusal } from './employer-links'
import { askedOperatorAlone, ConfirmerSchema, confirmersIn } from './who-confirms'

const Named = z.object({ id: z.string(), name: z.string() })

/** Employers of an asker that are not confirmed, by who may confirm them and since when they were asked. */
export const ConfirmationView = z.object({
  groups: z.array(
    z.object({
      /** Partnerships that may; none where it is the operator's. */
      by: z.array(Named),
      /** The asker is one of them. */
      own: z.boolean(),
      employers: z.array(Named),
      askedAt: z.date().nullable(),
      /** From when the operator is asked, too; null where it is the operator's from the beginning, or nobody was asked. */
      operatorFrom: z.date().nullable(),
      /** Since when the operator is asked, too, as nobody nearer decided. */
      passedOnAt: z.date().nullable(),
    }),
  ),
  /** Turned down; the reason, and by whom (null for the operator), are told to who asked. */
  refused: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      reason: z.object({ note: z.string(), by: z.string().nullable() }).nullable(),
    }),
  ),
})
export type ConfirmationView = z.infer<typeof ConfirmationView>

const Row = z.object({
  id: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  asked_at: z.coerce.date().nullable(),
  passed_on_at: z.coerce.date().nullable(),
  of_operator: z.boolean(),
  county_id: z.string().nullable(),
  by: z.array(ConfirmerSchema),
  refusal: z.object({ note: z.string(), by: z.string().nullable() }).nullable(),
})

export type WaitingEmployer = {
  id: string
  name: string
  askedAt: Date | null
  passedOnAt: Date | null
  /** In which county the asker believes it to be, where its record names none. */
  countyId: string | null
  by: z.infer<typeof Named>[]
  refusal: { note: string; by: string | null } | null
}

/**
 * Those of these employers that nobody has confirmed, and who may: the confirmed partnerships whose region holds the
 * county of the record, or the one this asker proposes, or else its own; the operator where there is none, or no web
 * domain of its own.
 * Call it inside the operator's door.
 */
export async function waitingEmployers(
  tx: Transaction,
  asker: string,
  employerIds: readonly string[],
): Promise<WaitingEmployer[]> {
  // Once it has asked, it has said where; until then its own county is its guess.
  const believed = sql`CASE WHEN p.asked_at IS NULL THEN coalesce(p.county_id, asker.county_id) ELSE p.county_id END`
  const rows = await selectRows(
    tx,
    Row,
    sql`SELECT o.id, o.name, o.domain, p.asked_at, p.passed_on_at, ${askedOperatorAlone(sql`p`)} AS of_operator,
               CASE WHEN o.county_id IS NULL THEN ${believed} END AS county_id,
               ${confirmersIn(sql`coalesce(o.county_id, ${believed})`)} AS by, ${lastRefusal(sql`o`)} AS refusal
        FROM organization o
        JOIN organization asker ON asker.id = ${asker}
        LEFT JOIN employer_proposal p ON p.employer_id = o.id AND p.organization_id = asker.id
        WHERE o.id = ANY(${`{${employerIds.join(',')}}`}::uuid[])
          AND o.kind = 'employer' AND o.verification <> 'V2' AND o.merged_into_id IS NULL
        ORDER BY o.name COLLATE "und-x-icu", o.id`,
  )
  return rows.map(({ id, name, domain, county_id, refusal, ...row }) => {
    const ofOperator = row.of_operator || domainOfRecord(domain) === null
    const asked = { askedAt: row.asked_at, passedOnAt: row.passed_on_at }
    return { id, name, ...asked, countyId: county_id, by: ofOperator ? [] : row.by, refusal }
  })
}

/** Who may confirm these employers of an asker's, and what came of asking. */
export async function readConfirmation(
  ctx: OrgContext,
  employerIds: readonly string[],
): Promise<ConfirmationView> {
  const own = ctx.organization.id
  const rows =
    employerIds.length > 0 ? await asOperator((tx) => waitingEmployers(tx, own, employerIds)) : []
  const waiting = rows.filter(({ refusal }) => refusal === null)
  const groups = groupBy(waiting, ({ by, askedAt, passedOnAt }) =>
    [...by.map(({ id }) => id), askedAt?.toISOString(), passedOnAt?.toISOString()].join(' '),
  )
  return {
    groups: [...groups.values()].flatMap(([first, ...others]) => {
      if (!first) return []
      const { by, askedAt } = first
      const passedOnAt = by.length > 0 ? first.passedOnAt : null
      return {
        by,
        own: by.some(({ id }) => id === own),
        employers: [first, ...others].map(({ id, name }) => ({ id, name })),
        askedAt,
        operatorFrom: askedAt && by.length > 0 && !passedOnAt ? operatorFrom(askedAt) : null,
        passedOnAt,
      }
    }),
    refused: rows.flatMap(({ id, name, refusal, askedAt }) =>
      refusal ? [{ id, name, reason: askedAt ? refusal : null }] : [],
    ),
  }
}
