import { type SQL, sql } from 'drizzle-orm'
import { plainName } from '@/server/domain/people/addresses'

/**
 * Of an organization `o`, whether it is an employer that could be meant: at one of these web domains or above it, or its name
 * begins with the same word as one of these. `matchEmployers` and `matchListed` decide which it is.
 */
export function employersLike(said: { domains: readonly string[]; names: readonly string[] }): SQL {
  const domains = new Set(said.domains.flatMap(suffixes))
  const words = new Set(said.names.flatMap((name) => plainName(name).split(' ')[0] || []))
  return sql`o.kind = 'employer' AND o.merged_into_id IS NULL
    AND (lower(o.domain) IN (${list(domains)})
         OR split_part(ltrim(regexp_replace(regexp_replace(lower(unaccent(o.name)), '[.''’]', '', 'g'),
                                            ${notInWords}, ' ', 'g')), ' ', 1)
            IN (${list(words, (word) => sql`lower(unaccent(${word}))`)}))`
}

/** What {@link plainName} takes for the end of a word. */
const notInWords = '[-–—/\\\\&,;:()"“”«»+_#@!?*|[:space:]]+'

function list(values: ReadonlySet<string>, said = (value: string) => sql`${value}`): SQL {
  const all = values.size > 0 ? [...values] : ['']
  return sql.join(all.map(said), sql`, `)
}

/** `hr.plant.acme.com` may belong to the employer at `plant.acme.com` or `acme.com`. */
function suffixes(domain: string): string[] {
  const labels = domain.toLowerCase().split('.')
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))
}
