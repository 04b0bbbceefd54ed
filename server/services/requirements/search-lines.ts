import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { holdsParts, labelFirst } from '@/server/db/holds-parts'
import { asReader, selectRows } from '@/server/db/tenancy'
import { searchFor } from '@/server/domain/unspaced'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'

export const SearchLines = z.object({ query: z.string().trim().min(1).max(120) })
export type SearchLines = z.infer<typeof SearchLines>

export const FoundLine = z.object({
  competencyId: z.string(),
  label: z.string(),
  statement: z.string(),
  framework: z.string(),
})
export type FoundLine = z.infer<typeof FoundLine>

/** Competencies of published frameworks by words or a mistyped label, best first, at most eight. */
export async function searchLines(ctx: OrgContext, input: SearchLines): Promise<FoundLine[]> {
  await authorize(ctx, 'requirement.read')
  const search = searchFor(input.query)
  const { query } = search
  return asReader((tx) =>
    selectRows(
      tx,
      FoundLine,
      sql`
        SELECT k.id AS "competencyId", v.label, v.statement, f.name AS framework
        FROM competency k
        JOIN competency_version v ON v.id = k.current_version_id AND NOT v.is_group
        JOIN framework f ON f.id = k.framework_id AND f.state = 'published'
        CROSS JOIN (SELECT websearch_to_tsquery('english', ${query}) AS words) q
        WHERE k.retired_at IS NULL AND (
          v.words @@ q.words
          OR ${search.spaced} AND word_similarity(lower(${query}), lower(v.label)) > 0.45
          OR ${holdsParts(search, sql`v.unspaced`)})
        ORDER BY ${labelFirst(search)} ts_rank(v.words, q.words)
          + word_similarity(lower(${query}), lower(v.label)) DESC, v.label COLLATE "und-x-icu", k.id
        LIMIT 8`,
    ),
  )
}
