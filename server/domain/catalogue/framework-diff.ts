import { canonicalJson, type Json } from '@/server/domain/json'
import type { CompetencyContent, FrameworkHead, PackageAssociation } from './frameworks'

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

/** What of a competency may be worded anew; the tag of a language alone is none of it. */
export const wordedFields = [
  'statement',
  'label',
  'codedNotation',
  'listEnumeration',
  'type',
  'category',
  'axis',
  'levels',
  'educationLevels',
  'notes',
  'keywords',
  'extra',
] as const
export type WordedField = (typeof wordedFields)[number]

/** In what one wording of a competency differs from another; texts whose tags alone differ are the same. */
export function differingFields(
  before: CompetencyContent,
  after: CompetencyContent,
): WordedField[] {
  const carried: CompetencyContent = {
    ...after,
    statement: carriedOver(after.statement, before.statement),
    label: carriedOver(after.label, before.label),
    category: carriedOver(after.category, before.category),
    notes: carriedOver(after.notes, before.notes),
    keywords: carriedOver(after.keywords, before.keywords),
    levels: after.levels.map((level, at) => ({
      ...level,
      label: carriedOver(level.label, before.levels[at]?.label ?? {}),
    })),
  }
  return wordedFields.filter(
    (field) => canonicalJson(before[field]) !== canonicalJson(carried[field]),
  )
}

/** Whether two heads of a framework say the same, whatever the tags of their languages. */
export function isSameHead(before: FrameworkHead, after: FrameworkHead): boolean {
  const carried: FrameworkHead = {
    ...after,
    language: before.language,
    name: carriedOver(after.name, before.name),
    description: carriedOver(after.description, before.description),
    publisher: carriedOver(after.publisher, before.publisher),
  }
  return canonicalHead(before) === canonicalHead(carried)
}

/**
 * Texts under the tags that the same texts had before. A tag that both have keeps its own text, so that texts which
 * changed languages with each other are not the same.
 */
function carriedOver<Text extends string | string[]>(
  after: Record<string, Text>,
  before: Record<string, Text>,
): Record<string, Text> {
  const left = Object.entries(before).filter(([tag]) => !(tag in after))
  if (left.length === 0) return after
  const tags = new Map(left.map(([tag, text]) => [canonicalJson(text), tag]))
  const carried = Object.entries(after).map(([tag, text]) => {
    const known = tag in before ? undefined : tags.get(canonicalJson(text))
    if (known === undefined) return [tag, text]
    tags.delete(canonicalJson(text))
    return [known, text]
  })
  return Object.fromEntries(carried)
}

/**
 * An association as one text; ends inside the package go by the name `nameOf` gives them. The place of a child among its
 * siblings is no part of it: one more before it moves the numbers of all.
 */
export function canonicalAssociation(
  association: PackageAssociation,
  nameOf: (id: string) => string,
): string {
  const end = (side: PackageAssociation['from']): Json => {
    if (side.kind === 'competency') return nameOf(side.id)
    return side.kind === 'foreign' ? { uri: side.uri } : 'framework'
  }
  const { type, sequence } = association
  return canonicalJson({
    type,
    from: end(association.from),
    to: end(association.to),
    sequence: sequence === null || type === 'isChildOf' ? null : String(sequence),
    extra: association.extra,
  })
}
