import { DomainError } from '@/server/domain/errors'

const mostNamed = 10

/** The refusal of a file that holds several frameworks, naming the first of them. */
export function severalFrameworks(titles: readonly (string | null)[]): DomainError {
  const named = titles.flatMap((title) => title?.trim() || [])
  const some = named.slice(0, mostNamed).map((title) => `“${title.slice(0, 100)}”`)
  return new DomainError('invalid', 'json.severalFrameworks', {
    field: 'file',
    values: {
      count: titles.length,
      titles: some.join(', '),
      more: Math.max(0, named.length - some.length),
    },
  })
}
