import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { asReader, asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { CredentialView } from '@/server/domain/catalogue/credential-view'
import type { MapLine, MapList, MapListFilter, NewestMaps } from '@/server/domain/reading/map-list'
import { wordCounts } from '@/server/domain/reading/map-words'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { indexOwnLines } from './index-lines'

const PAGE_SIZE = 50
/** Own lists are whole up to here: a provider has a few hundred maps at most. */
const MOST_OWN = 1_000

/** A page of the maps of published credentials, those that most employers have answered first. */
export async function listMaps({
  credentials,
  occupation,
  page = 1,
}: MapListFilter): Promise<MapList> {
  const which = sql`l.audience = 'everybody'
    ${credentials ? sql`AND c.slug = ANY(${slugs(credentials)}::text[])` : sql``}
    ${occupation ? sql`AND l.occupation_id IN (SELECT id FROM occupation WHERE code = ${occupation})` : sql``}`
  return asReader(async (tx) => ({
    total: await countLines(tx, which),
    pageSize: PAGE_SIZE,
    items: await readLines(
      tx,
      which,
      sql`ORDER BY l.n DESC, l.credential_id, l.occupation_id LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}`,
    ),
  }))
}

/** Every map of these credentials, by the occupation's title. */
export function mapsOfCredentials(
  tx: Transaction,
  credentials: readonly string[],
): Promise<MapLine[]> {
  const which = sql`l.audience = 'everybody' AND c.slug = ANY(${slugs(credentials)}::text[])`
  return readLines(tx, which, sql`ORDER BY v.name, j.title`)
}

/** The maps that the newest releases are about, and the newest that shows both what to act on and what is met. */
export async function listNewestMaps(shown: number): Promise<NewestMaps> {
  const order = sql`ORDER BY l.release_no DESC, l.n DESC, l.credential_id, l.occupation_id`
  return asReader(async (tx) => {
    const newest = sql`l.audience = 'everybody' AND l.n > 0`
    const telling = sql`l.audience = 'everybody' AND l.words[1] > 0 AND l.words[2] > 0`
    const [sample] = await readLines(tx, telling, sql`${order} LIMIT 1`)
    return {
      lines: await readLines(tx, newest, sql`${order} LIMIT ${shown}`),
      sample: sample
        ? { credential: sample.credential.slug, occupation: sample.occupation.code }
        : null,
    }
  })
}

/**
 * The maps of a provider's own credentials, drafts included; a confirmed one reads what was said of them at once. What its
 * own people have just changed is computed first, so that nobody looks for it in vain.
 */
export async function listOwnMaps(ctx: OrgContext): Promise<MapLine[]> {
  await authorize(ctx, 'map.read')
  const { id: organizationId, verification } = ctx.organization
  await indexOwnLines(ctx.now, organizationId)
  // Whose confirmation has just ended reads no line that was made before.
  const readable =
    verification === 'V2'
      ? sql`l.audience = 'provider'`
      : sql`(l.audience = 'everybody' OR (c.state = 'draft' AND (l.public_from IS NULL OR l.public_from <= ${ctx.now.toISOString()}::timestamptz)))`
  return asTenant(ctx, (tx) =>
    readLines(
      tx,
      sql`l.organization_id = ${organizationId} AND c.state <> 'archived' AND ${readable}`,
      sql`ORDER BY v.name, j.title LIMIT ${MOST_OWN}`,
      ctx.now,
    ),
  )
}

async function countLines(tx: Transaction, which: SQL): Promise<number> {
  const [row] = await selectRows(
    tx,
    z.object({ total: z.coerce.number().int() }),
    sql`SELECT count(*) AS total FROM map_line l JOIN credential c ON c.id = l.credential_id WHERE ${which}`,
  )
  return row?.total ?? 0
}

const Row = z.object({
  credential: CredentialView,
  occupation: z.object({ code: z.string(), title: z.string() }),
  n: z.number().int(),
  words: z.array(z.number().int()),
  release: z
    .object({
      no: z.number().int(),
      at: z.coerce.date(),
      publicAt: z.coerce.date(),
      methodVersion: z.string(),
    })
    .nullable(),
  publicFrom: z.coerce.date().nullable(),
})

/** Lines with their names, as the door of `tx` may read both. */
async function readLines(
  tx: Transaction,
  which: SQL,
  order: SQL,
  now = new Date(0),
): Promise<MapLine[]> {
  const rows = await selectRows(
    tx,
    Row,
    sql`SELECT json_build_object('slug', c.slug, 'name', v.name, 'kind', v.kind, 'state', c.state, 'sample', c.sample,
          'provider', json_build_object('slug', o.slug, 'name', o.name, 'confirmed', o.verification = 'V2')) AS credential,
          json_build_object('code', j.code, 'title', j.title) AS occupation,
          l.n, array_to_json(l.words) AS words, l.public_from AS "publicFrom",
          CASE WHEN r.no IS NOT NULL THEN json_build_object('no', r.no, 'at', r.started_at, 'publicAt', r.public_at,
            'methodVersion', r.method_version) END AS release
        FROM map_line l
        JOIN credential c ON c.id = l.credential_id
        JOIN credential_version v ON v.id = c.current_version_id
        JOIN organization o ON o.id = c.organization_id
        JOIN occupation j ON j.id = l.occupation_id
        LEFT JOIN release r ON r.no = l.release_no
        WHERE ${which} ${order}`,
  )
  return rows.map(({ n, words, publicFrom, ...row }) => ({
    ...row,
    employers: n,
    words: wordCounts(words),
    publicFrom: publicFrom && publicFrom > now ? publicFrom : null,
  }))
}

function slugs(values: readonly string[]): string {
  return `{${values.map((value) => JSON.stringify(value)).join(',')}}`
}
