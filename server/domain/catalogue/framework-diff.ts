import { canonicalJson, type Json } from '@/server/domain/json'
import { pickText } from '@/server/domain/language-map'
import {
  type CompetencyContent,
  type ExternalIdentifier,
  type FrameworkHead,
  matchKeys,
  type PackageAssociation,
  type PackageCompetency,
} from './frameworks'

/**
 * The words of a competency as one text: equal texts mean nothing was reworded. The time of the
 * last change and the spelling of identifiers do not count, so a touched date is not a change.
 */
export function canonicalContent(content: CompetencyContent): string {
  const { statement, label, category, notes, keywords, levels, educationLevels, extra } = content
  const { codedNotation, listEnumeration, type, axis, language } = content
  return canonicalJson({
    ...{ statement, label, category, notes, keywords, educationLevels, extra },
    ...{ codedNotation, listEnumeration, type, axis, language },
    levels: levels.map(({ uri, label: name }) => ({ uri, name })),
  })
}

/** The head of a framework as one text, without its last-change time. */
export function canonicalHead(head: FrameworkHead): string {
  const { name, description, publisher, creator, version, status, language } = head
  const { licence, subjects, sourceUrl, extra } = head
  return canonicalJson({
    ...{ name, description, publisher, creator, version, status, language },
    ...{ licence, subjects, sourceUrl, extra },
  })
}

/** An association as one text; ends inside the package go by the name `nameOf` gives them. */
export function canonicalAssociation(
  association: PackageAssociation,
  nameOf: (id: string) => string,
): string {
  const end = (side: PackageAssociation['from']): Json => {
    if (side.kind === 'competency') return nameOf(side.id)
    return side.kind === 'foreign' ? { uri: side.uri } : 'framework'
  }
  return canonicalJson({
    type: association.type,
    from: end(association.from),
    to: end(association.to),
    sequence: association.sequence === null ? null : String(association.sequence),
    extra: association.extra,
  })
}

/** A competency as it stands now: our id, its names elsewhere, the digest of its words. */
export type CurrentCompetency = {
  id: string
  identifiers: ExternalIdentifier[]
  codedNotation: string | null
  statement: string
  textHash: string
}

export type FrameworkDiff = {
  added: PackageCompetency[]
  changed: { currentId: string; incoming: PackageCompetency }[]
  unchanged: { currentId: string; incoming: PackageCompetency }[]
  /** Ids that stand now and are not in the incoming file. */
  gone: string[]
}

/**
 * Which incoming competencies are new, reworded or the same, and which standing ones are gone.
 * They are found again by any shared identifier; a row that brings none, by its code, else by its
 * statement, as long as only one stands for it or one of several says the very same.
 */
export function diffFramework(
  current: CurrentCompetency[],
  incoming: PackageCompetency[],
  hashOf: (content: CompetencyContent) => string,
): FrameworkDiff {
  const byKey = indexed(current, ({ identifiers }) => matchKeys(identifiers))
  const byCode = indexed(current, ({ codedNotation }) => (codedNotation ? [codedNotation] : []))
  const byStatement = indexed(current, ({ statement }) => [statement.trim()])
  const left = new Map(current.map((competency) => [competency.id, competency]))
  const diff: FrameworkDiff = { added: [], changed: [], unchanged: [], gone: [] }

  const find = (competency: PackageCompetency): CurrentCompetency | undefined => {
    const keys = matchKeys(competency.identifiers)
    const found = keys.flatMap((key) => byKey.get(key) ?? []).find(({ id }) => left.has(id))
    if (found || keys.length > 0) return found
    const same = competency.codedNotation
      ? byCode.get(competency.codedNotation)
      : byStatement.get(pickText(competency.statement).trim())
    const open = (same ?? []).filter(({ id }) => left.has(id))
    return (
      open.find(({ textHash }) => textHash === hashOf(competency)) ??
      (open.length === 1 ? open[0] : undefined)
    )
  }

  for (const competency of incoming) {
    const found = find(competency)
    if (!found) {
      diff.added.push(competency)
      continue
    }
    left.delete(found.id)
    const same = found.textHash === hashOf(competency)
    diff[same ? 'unchanged' : 'changed'].push({ currentId: found.id, incoming: competency })
  }
  diff.gone = [...left.keys()]
  return diff
}

function indexed<T>(items: T[], keysOf: (item: T) => string[]): Map<string, T[]> {
  const index = new Map<string, T[]>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const standing = index.get(key)
      if (standing) standing.push(item)
      else index.set(key, [item])
    }
  }
  return index
}
