import { CredentialListFilter } from '@/server/domain/reading/published-credentials'

/** What a query asks of the list; a part that makes no sense asks nothing. */
export function askedFilter(
  params: Record<string, string | string[] | undefined>,
): CredentialListFilter {
  const one = (name: string) => {
    const value = params[name]
    return Array.isArray(value) ? value[0] : value
  }
  const { q, kind, provider, page } = CredentialListFilter.shape
  return {
    q: q.catch('').parse(one('q')),
    kind: kind.catch('').parse(one('kind')),
    provider: provider.catch('').parse(one('provider')),
    page: page.catch(1).parse(Number(one('page') ?? 1)),
  }
}

/** Where a filter's list is: by words as a question, else as a path. */
export function listAddress(filter: CredentialListFilter, page: number): string {
  const { q, kind, provider } = filter
  if (q !== '') return findAddress(filter, page)
  if (kind === '' && provider === '' && page === 1) return '/credentials'
  return `/credentials/browse/${kind || 'all'}/${encodeURIComponent(provider || 'all')}/${page}`
}

/** Where any filter has an answer, if only that nothing fits it. */
export function findAddress({ q, kind, provider }: CredentialListFilter, page: number): string {
  const given = Object.entries({ q, kind, provider, page: page > 1 ? String(page) : '' })
  return `/credentials/find?${new URLSearchParams(given.filter(([, value]) => value !== ''))}`
}
