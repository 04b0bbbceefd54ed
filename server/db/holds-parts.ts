import { type SQL, sql } from 'drizzle-orm'
import { partPattern, type Search } from '@/server/domain/unspaced'

/**
 * Whether a text in the form of `unspaced()` holds all that is searched for; false where it is null, as of scripts with
 * spaces.
 */
export function holdsParts({ parts }: Search, unspaced: SQL): SQL {
  if (parts.length === 0) return sql`false`
  const all = parts.map((part) => {
    const { source } = partPattern(part)
    return source === part ? sql`${unspaced} LIKE ${`%${part}%`}` : sql`${unspaced} ~ ${source}`
  })
  return sql`(coalesce(${sql.join(all, sql` AND `)}, false))`
}

/**
 * Whether any other text holds it, brought into that form as it is read; false at once for words of scripts with spaces,
 * which are found as they always are.
 */
export function textHolds(search: Search, text: SQL): SQL {
  return search.spaced ? sql`false` : holdsParts(search, sql`unspaced(${text})`)
}

/**
 * The beginning of an order of competency versions `v`: labels that hold it first, the shortest first. Nothing for words that
 * stems put in order.
 */
export function labelFirst(search: Search): SQL {
  if (search.spaced) return sql``
  const label = sql`split_part(v.unspaced, '。', 1)`
  return sql`${holdsParts(search, label)} DESC, length(v.label),`
}
