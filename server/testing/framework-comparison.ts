import { canonicalContent, canonicalHead } from '@/server/domain/catalogue/framework-diff'
import type { AssociationEnd, FrameworkPackage } from '@/server/domain/catalogue/frameworks'
import { pickText } from '@/server/domain/language-map'

/**
 * A package as it must read again after export: identifiers, words, hierarchy and relations with
 * their order, without times, sources and problems. For tests of the translators.
 */
export function comparablePackage(found: FrameworkPackage) {
  const place = new Map(found.competencies.map(({ id }, index) => [id, index]))
  const end = (side: AssociationEnd) =>
    side.kind === 'competency' ? { competency: place.get(side.id) } : side
  return {
    framework: { identifiers: found.framework.identifiers, head: canonicalHead(found.framework) },
    competencies: found.competencies.map((competency) => ({
      identifiers: competency.identifiers,
      content: canonicalContent(competency),
    })),
    associations: found.associations.map(({ identifiers, type, from, to, sequence, extra }) => ({
      ...{ identifiers, type, sequence, extra },
      from: end(from),
      to: end(to),
    })),
  }
}

/** What must survive even a change of format: the statements and who stands under whom. */
export function comparableTree(found: FrameworkPackage) {
  const statement = new Map(
    found.competencies.map(({ id, statement: words }) => [id, pickText(words)]),
  )
  const links = found.associations.flatMap(({ type, from, to }) =>
    type === 'isChildOf' && from.kind === 'competency' && to.kind === 'competency'
      ? [`${statement.get(from.id)} < ${statement.get(to.id)}`]
      : [],
  )
  return { statements: [...statement.values()], links: links.sort() }
}
