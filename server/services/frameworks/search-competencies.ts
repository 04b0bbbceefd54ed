import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { holdsParts, labelFirst } from '@/server/db/holds-parts'
import { asTenant, selectRows } from '@/server/db/tenancy'
import type { CompetencyHit } from '@/server/domain/catalogue/framework-view'
import { competencyTypes } from '@/server/domain/catalogue/frameworks'
import { searchFor } from '@/server/domain/unspaced'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

export const SearchCompetencies = z.strictObject({
  query: z.string().trim().min(1).max(120),
  /** Only within this framework; empty for all. */
  framework: z.string().max(120).default(''),
})
export type SearchCompetencies = z.infer<typeof SearchCompetencies>

const Row = z.object({
  id: z.string(),
  label: z.string(),
  statement: z.string(),
  code: z.string().nullable(),
  type: z.enum(competencyTypes).nullable(),
  slug: z.string(),
  name: z.string(),
})

/**
 * Competencies that can be asked about, of the organization's own frameworks and published ones,
 * by words, code or a mistyped label, best first, at most twenty.
 */
export async function searchCompetencies(
  ctx: OrgContext,
  input: SearchCompetencies,
): Promise<CompetencyHit[]> {
  await authorize(ctx, 'framework.read')
  const organizationId = ctx.organization.id
  const search = searchFor(input.query)
  const { query } = search
  const rows = await asTenant(ctx, (tx) =>
    selectRows(
      tx,
      Row,
      sql`
        SELECT k.id, v.label, v.statement, v.code, v.type, f.slug, f.name
        FROM competency k
        JOIN competency_version v ON v.id = k.current_version_id AND NOT v.is_group
        JOIN framework f ON f.id = k.framework_id
          AND (f.state = 'published' OR f.organization_id = ${organizationId})
        CROSS JOIN (SELECT websearch_to_tsquery('english', ${query}) AS words) q
        WHERE k.retired_at IS NULL
          AND (${input.framework} = '' OR f.slug = ${input.framework})
          AND (lower(v.code) = lower(${query})
            OR v.words @@ q.words
            OR ${search.spaced} AND word_similarity(lower(${query}), lower(v.label)) > 0.45
            OR ${holdsParts(search, sql`v.unspaced`)})
        ORDER BY (lower(coalesce(v.code, '')) = lower(${query})) DESC,
          ${labelFirst(search)}
          ts_rank(v.words, q.words)
            + word_similarity(lower(${query}), lower(v.label)) DESC,
          v.label COLLATE "und-x-icu", k.id
        LIMIT 20`,
    ),
  )
  return rows.map(({ slug, name, ...row }) => ({ ...row, framework: { slug, name } }))
}
