import type { FrameworkView } from '@/server/domain/catalogue/framework-view'
import type { TreeLinks } from './framework-tree'
import type { AskedPart } from './part-of-view'

type Reader = { org: string; mayEdit: boolean }

/** Where an organization finds a framework's competencies, the parts of its tree and their words. */
export function workspaceLinks({ slug, owner, state }: FrameworkView, { org, mayEdit }: Reader) {
  const here = `/o/${org}/frameworks/${slug}`
  const own = owner.slug === org && mayEdit
  const elsewhere = (id: string): TreeLinks =>
    state === 'draft' ? {} : { details: `/competencies/${id}` }
  return {
    own,
    links: (id: string): TreeLinks =>
      own
        ? { edit: `${here}/competencies/${id}`, add: `${here}/competencies/new?under=${id}` }
        : elsewhere(id),
    partHref: ({ under, page }: AskedPart) =>
      `${here}?${new URLSearchParams({ ...(under === null ? {} : { under }), page: String(page) })}`,
    wordsHref: `${here}/words`,
  }
}
