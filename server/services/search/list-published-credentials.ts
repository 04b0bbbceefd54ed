import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectedColumns } from '@/server/db/columns-named'
import { credentialVersions } from '@/server/db/schema/credentials'
import { asReader, selectRows, type Transaction } from '@/server/db/tenancy'
import { credentialKinds } from '@/server/domain/catalogue/credentials'
import { fieldsOf } from '@/server/domain/fields'
import { groupBy } from '@/server/domain/group-by'
import {
  type CredentialList,
  type CredentialListFilter,
  ListedFields,
} from '@/server/domain/reading/published-credentials'
import { searchFor } from '@/server/domain/unspaced'
import { mapsOfCredentials } from '@/server/services/maps/list-maps'
import { forgiveTyping, isLike, says } from './search-catalogue'

const PAGE_SIZE = 20
/** Providers offered as a filter: those with the most credentials. The others are found by name. */
const MOST_PROVIDERS = 100

/** A page of published credentials under a filter, each with what employers said, and counts for the filters. */
export async function listPublishedCredentials(
  filter: CredentialListFilter,
  mostProviders = MOST_PROVIDERS,
): Promise<CredentialList> {
  return asReader(async (tx) => {
    await forgiveTyping(tx)
    const kinds = await countKinds(tx, filter)
    const items = await readPage(tx, filter)
    const maps = groupBy(
      await mapsOfCredentials(
        tx,
        items.map((item) => item.slug),
      ),
      (map) => map.credential.slug,
    )
    const chosen = kinds.filter(({ kind }) => filter.kind === '' || kind === filter.kind)
    return {
      total: chosen.reduce((sum, { count }) => sum + count, 0),
      pageSize: PAGE_SIZE,
      kinds,
      ...(await countProviders(tx, filter, mostProviders)),
      items: items.map(({ providerSlug, providerName, confirmed, ...item }) => ({
        ...item,
        state: 'published' as const,
        provider: { slug: providerSlug, name: providerName, confirmed },
        maps: maps.get(item.slug) ?? [],
      })),
    }
  })
}

const KindCount = z.object({ kind: z.enum(credentialKinds), count: z.coerce.number().int() })

async function countKinds(
  tx: Transaction,
  { q, provider }: CredentialListFilter,
): Promise<CredentialList['kinds']> {
  const rows = await selectRows(
    tx,
    KindCount,
    sql`SELECT v.kind, count(*) AS count ${found({ q, provider })} GROUP BY v.kind`,
  )
  return credentialKinds.flatMap((kind) => rows.find((row) => row.kind === kind) ?? [])
}

const ProviderCount = z.object({
  slug: z.string(),
  name: z.string(),
  count: z.coerce.number().int(),
  of: z.coerce.number().int(),
})

/** The one that is chosen is among them, however few credentials it has. */
async function countProviders(
  tx: Transaction,
  { q, kind, provider }: CredentialListFilter,
  most: number,
): Promise<Pick<CredentialList, 'providers' | 'moreProviders'>> {
  const rows = await selectRows(
    tx,
    ProviderCount,
    sql`SELECT slug, name, count, "of" FROM (
          SELECT o.slug, o.name, count(*) AS count, count(*) OVER () AS "of" ${found({ q, kind })} GROUP BY o.id, o.slug, o.name
          ORDER BY o.slug = ${provider} DESC, count(*) DESC, o.slug LIMIT ${most}) most
        ORDER BY name COLLATE "und-x-icu", slug`,
  )
  return {
    providers: rows.map(({ slug, name, count }) => ({ slug, name, count })),
    moreProviders: rows.some((row) => row.of > rows.length),
  }
}

const Row = ListedFields.extend({
  slug: z.string(),
  sample: z.boolean(),
  providerSlug: z.string(),
  providerName: z.string(),
  confirmed: z.boolean(),
  competencies: z.coerce.number().int(),
})

async function readPage(
  tx: Transaction,
  filter: CredentialListFilter,
): Promise<z.infer<typeof Row>[]> {
  return selectRows(
    tx,
    Row,
    sql`WITH page AS (
          SELECT c.id, c.slug, c.sample, c.current_version_id, o.slug AS provider_slug, o.name AS provider_name,
            o.verification = 'V2' AS confirmed
          ${found(filter)}
          ORDER BY v.name COLLATE "und-x-icu", c.slug
          LIMIT ${PAGE_SIZE} OFFSET ${(filter.page - 1) * PAGE_SIZE})
        SELECT slug, sample, ${selectedColumns(credentialVersions, fieldsOf(ListedFields))},
          provider_slug AS "providerSlug", provider_name AS "providerName", confirmed,
          (SELECT count(DISTINCT k.competency_id) FROM credential_competency k WHERE k.credential_id = page.id) AS competencies
        FROM page JOIN credential_version ON credential_version.id = page.current_version_id
        ORDER BY name COLLATE "und-x-icu", slug`,
  )
}

/** Published credentials under a filter, an empty part of which filters nothing. */
function found({ q = '', kind = '', provider = '' }: Partial<CredentialListFilter>): SQL {
  const search = searchFor(q.toLowerCase())
  return sql`FROM credential c
    JOIN credential_version v ON v.id = c.current_version_id
    JOIN organization o ON o.id = c.organization_id
    WHERE c.state = 'published'
      ${kind === '' ? sql`` : sql`AND v.kind = ${kind}`}
      ${provider === '' ? sql`` : sql`AND o.slug = ${provider}`}
      ${
        search.query === ''
          ? sql``
          : sql`AND (${isLike(search, sql`v.name`)} OR ${isLike(search, sql`o.name`)}
              OR ${says(search, sql`v.name || ' ' || v.description`)})`
      }`
}
