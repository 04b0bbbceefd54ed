import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asReader, selectRows } from '@/server/db/tenancy'
import type { CredentialList, CredentialListFilter } from '@/server/domain/credential-view'
import { credentialKinds } from '@/server/domain/credentials'
import { groupBy } from '@/server/domain/group-by'
import type { Context } from '@/server/services/context'
import { forgiveTyping, isLike } from '@/server/services/search/search-catalogue'
import { listMaps } from './list-maps'

const PAGE_SIZE = 20

const Row = z.object({
  slug: z.string(),
  sample: z.boolean(),
  name: z.string(),
  kind: z.enum(credentialKinds),
  description: z.string(),
  lengthText: z.string().nullable(),
  costText: z.string().nullable(),
  providerSlug: z.string(),
  providerName: z.string(),
  competencies: z.coerce.number().int(),
})

/** Published credentials under a filter, each with what employers said, and counts for the filters. */
export async function listPublishedCredentials(
  ctx: Context,
  filter: CredentialListFilter,
): Promise<CredentialList> {
  const q = filter.q.toLowerCase()
  const rows = await asReader(async (tx) => {
    await forgiveTyping(tx)
    return selectRows(
      tx,
      Row,
      sql`SELECT c.slug, c.sample, v.name, v.kind, v.description, v.length_text AS "lengthText",
          v.cost_text AS "costText", o.slug AS "providerSlug", o.name AS "providerName",
          (SELECT count(DISTINCT cc.competency_id) FROM credential_competency cc WHERE cc.credential_id = c.id) AS competencies
        FROM credential c
        JOIN credential_version v ON v.id = c.current_version_id
        JOIN organization o ON o.id = c.organization_id
        WHERE c.state = 'published'
          AND (${q} = '' OR ${isLike(q, sql`v.name`)} OR ${isLike(q, sql`o.name`)}
            OR to_tsvector('english', v.name || ' ' || v.description) @@ websearch_to_tsquery('english', ${q}))
        ORDER BY v.name COLLATE "und-x-icu", c.slug`,
    )
  })
  const ofKind = (row: z.infer<typeof Row>) => filter.kind === '' || row.kind === filter.kind
  const ofProvider = (row: z.infer<typeof Row>) =>
    filter.provider === '' || row.providerSlug === filter.provider
  const chosen = rows.filter((row) => ofKind(row) && ofProvider(row))
  const shown = chosen.slice((filter.page - 1) * PAGE_SIZE, filter.page * PAGE_SIZE)
  const maps = await listMaps(ctx, { credentials: shown.map((row) => row.slug) })
  return {
    total: chosen.length,
    pageSize: PAGE_SIZE,
    kinds: credentialKinds
      .map((kind) => ({
        kind,
        count: rows.filter((row) => row.kind === kind && ofProvider(row)).length,
      }))
      .filter(({ count }) => count > 0),
    providers: providersOf(rows.filter(ofKind)),
    items: shown.map(({ providerSlug, providerName, ...row }) => ({
      ...row,
      state: 'published' as const,
      provider: { slug: providerSlug, name: providerName },
      maps: maps.filter((map) => map.credential.slug === row.slug),
    })),
  }
}

function providersOf(rows: readonly z.infer<typeof Row>[]): CredentialList['providers'] {
  const counts = groupBy(rows, (row) => row.providerSlug)
  return [...counts]
    .map(([slug, own]) => ({ slug, name: own[0]?.providerName ?? slug, count: own.length }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}
