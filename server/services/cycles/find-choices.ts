import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { holdsParts, textHolds } from '@/server/db/holds-parts'
import { asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { type Search, searchFor } from '@/server/domain/unspaced'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { MailsLeft, readMailsLeft } from '@/server/services/organizations/read-mails-left'

export const FindChoices = z.strictObject({
  occupationId: z.string().max(40).nullable(),
  credentialQuery: z.string().max(80),
  competencyQuery: z.string().max(80),
  credentialIds: z.array(z.string().max(40)).max(12),
  competencyIds: z.array(z.string().max(40)).max(80),
})
export type FindChoices = z.infer<typeof FindChoices>

const Credential = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.string(),
  own: z.boolean(),
  fits: z.boolean(),
})
const Competency = z.object({
  id: z.string(),
  name: z.string(),
  statement: z.string(),
  framework: z.string(),
  claimed: z.coerce.number().int(),
})
const Signer = z.object({ name: z.string(), title: z.string() })
const Occupation = z.object({ id: z.string(), code: z.string(), title: z.string() })

export const CycleChoices = z.object({
  occupation: Occupation.nullable(),
  credentials: z.array(Credential),
  competencies: z.array(Competency),
  /** Until the organization is confirmed. */
  mails: MailsLeft.nullable(),
  /** Who signed the last cycle this person set up here. */
  signer: Signer,
})
export type CycleChoices = z.infer<typeof CycleChoices>

/**
 * What a cycle about an occupation can be made of: credentials for it and those searched for;
 * competencies these credentials claim, and those searched for.
 */
export async function findChoices(ctx: OrgContext, input: FindChoices): Promise<CycleChoices> {
  await authorize(ctx, 'cycle.edit')
  return asTenant(ctx, async (tx) => {
    const [occupation] = input.occupationId
      ? await selectRows(
          tx,
          Occupation,
          sql`SELECT id, code, title FROM occupation WHERE id = ${input.occupationId}`,
        )
      : []
    const credentials = occupation ? await findCredentials(tx, ctx, occupation.id, input) : []
    const about = input.credentialIds.length
      ? input.credentialIds
      : credentials.filter((each) => each.fits).map((each) => each.id)
    return {
      occupation: occupation ?? null,
      credentials,
      competencies: occupation ? await findCompetencies(tx, about, input) : [],
      mails: await readMailsLeft(tx, ctx.organization.id),
      signer: await lastSigner(tx, ctx),
    }
  })
}

async function lastSigner(tx: Transaction, ctx: OrgContext): Promise<z.infer<typeof Signer>> {
  const [last] = await selectRows(
    tx,
    Signer,
    sql`SELECT signer_name AS name, signer_title AS title FROM rating_cycle
        WHERE organization_id = ${ctx.organization.id} AND created_by = ${ctx.actor.userId}
          AND signer_name <> ''
        ORDER BY created_at DESC, id LIMIT 1`,
  )
  return last ?? { name: '', title: '' }
}

function findCredentials(
  tx: Transaction,
  ctx: OrgContext,
  occupationId: string,
  { credentialQuery, credentialIds }: FindChoices,
) {
  const query = credentialQuery.trim()
  const search = searchFor(query)
  return selectRows(
    tx,
    Credential,
    sql`SELECT k.id, v.name, o.name AS provider, k.organization_id = ${ctx.organization.id} AS own,
               EXISTS (SELECT 1 FROM credential_occupation co
                       WHERE co.credential_id = k.id AND co.occupation_id = ${occupationId}) AS fits
        FROM credential k
        JOIN credential_version v ON v.id = k.current_version_id
        JOIN organization o ON o.id = k.organization_id
        WHERE k.state <> 'archived' AND (
          k.id IN (${ids(credentialIds)})
          OR EXISTS (SELECT 1 FROM credential_occupation co
                     WHERE co.credential_id = k.id AND co.occupation_id = ${occupationId})
          OR (${query} = '' AND k.organization_id = ${ctx.organization.id})
          OR (${query} <> '' AND (${holds(search, sql`v.name`)} OR ${holds(search, sql`o.name`)})))
        ORDER BY fits DESC, own DESC, v.name COLLATE "und-x-icu", k.id
        LIMIT 40`,
  )
}

function findCompetencies(
  tx: Transaction,
  credentialIds: readonly string[],
  { competencyQuery, competencyIds }: FindChoices,
) {
  const query = competencyQuery.trim()
  const search = searchFor(query)
  return selectRows(
    tx,
    Competency,
    sql`SELECT k.id, coalesce(nullif(v.label, ''), v.statement) AS name, v.statement,
               f.name AS framework, count(DISTINCT cc.credential_id) AS claimed
        FROM competency k
        JOIN competency_version v ON v.id = k.current_version_id
        JOIN framework f ON f.id = k.framework_id
        LEFT JOIN credential_competency cc
          ON cc.competency_id = k.id AND cc.credential_id IN (${ids(credentialIds)})
        WHERE k.retired_at IS NULL AND NOT v.is_group AND (
          cc.id IS NOT NULL OR k.id IN (${ids(competencyIds)})
          OR (${query} <> '' AND (${holds(search, sql`v.label`)} OR ${holds(search, sql`f.name`)}
              OR ${search.spaced ? holds(search, sql`v.statement`) : holdsParts(search, sql`v.unspaced`)})))
        GROUP BY k.id, v.label, v.statement, f.name
        ORDER BY claimed DESC, f.name COLLATE "und-x-icu", coalesce(nullif(v.label, ''), v.statement) COLLATE "und-x-icu", k.id
        LIMIT 120`,
  )
}

const none = '00000000-0000-0000-0000-000000000000'

function ids(values: readonly string[]) {
  const proper = values.filter((value) => z.uuid().safeParse(value).success)
  return sql.join(
    (proper.length > 0 ? proper : [none]).map((value) => sql`${value}::uuid`),
    sql`, `,
  )
}

function holds(search: Search, text: SQL): SQL {
  if (!search.spaced) return textHolds(search, text)
  return sql`${text} ILIKE ${`%${literal(search.query)}%`}`
}

/** A search term taken literally inside LIKE. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
