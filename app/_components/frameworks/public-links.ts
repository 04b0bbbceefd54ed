import type { AskedPart } from './part-of-view'

/** Where a published framework's competencies, the parts of its tree and their words are. */
export function publicLinks(slug: string) {
  const here = `/frameworks/${slug}`
  return {
    links: (id: string) => ({ details: `/competencies/${id}` }),
    partHref: ({ under, page }: AskedPart) =>
      under === null && page === 1 ? here : `${here}/part/${under ?? 'all'}/${page}`,
    wordsHref: `${here}/words.json`,
  }
}
