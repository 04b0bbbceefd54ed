import type {
  AssociationContent,
  CompetencyContent,
  ExternalIdentifier,
  FrameworkHead,
  FrameworkPackage,
  PackageAssociation,
  PackageCompetency,
} from '@/server/domain/catalogue/frameworks'
import { groupBy } from '@/server/domain/group-by'
import type { Json, JsonObject } from '@/server/domain/json'
import { languageTag, pickText, pickTexts } from '@/server/domain/language-map'
import { type CaseIdentity, identityOf } from './case-export'
import { compacted, objectsOf, textOf, without } from './json-reading'
import { keptFields } from './kept-fields'
import { isUuid } from './name-uuid'
import { collectionKeys, readCollection } from './rsd'
import { relationKept } from './rsd-relations'
import { listWritten, readAlignment, readSkill, rsdMarks, skillKeys } from './rsd-skill'

/**
 * The package as one collection of Rich Skill Descriptors in the shape of OSMT v3, each competency a
 * skill, groups too, in their order. What RSD has no word for (a tree, codes, notes, other languages) stands under
 * `plumbline`, so that reading the result gives the same package again.
 */
export function writeRsd(found: FrameworkPackage): JsonObject & { skills: JsonObject[] } {
  const { raw: _, ...head } = found.framework
  const identity = identityOf(head.identifiers, head.uri ?? pickText(head.name))
  const identities = new Map(
    found.competencies.map((competency) => [
      competency.id,
      identityOf(namesOf(competency), `${identity.identifier} ${competency.id}`),
    ]),
  )
  const aligned = found.associations.filter(isAlignment)
  const alignments = groupBy(aligned, ({ from }) => (from.kind === 'competency' ? from.id : ''))
  const others = found.associations.filter((association) => !isAlignment(association))
  const associations = others.map((association) =>
    relationKept(association, (id) => identities.get(id)?.identifier),
  )
  return {
    ...writeCollection(head, identity, associations),
    skills: found.competencies.map((competency) => {
      const own = identities.get(competency.id) ?? identity
      return writeSkill(competency, own, head, alignments.get(competency.id) ?? [])
    }),
  }
}

function writeCollection(
  head: FrameworkHead,
  identity: CaseIdentity,
  associations: JsonObject[],
): JsonObject {
  const language = languageTag(head.language)
  const plain = {
    ...rsdMarks.collection,
    ...identityKeys(identity),
    name: pickText(head.name, language),
    description: pickText(head.description, language) || null,
    author: (head.creator ?? pickText(head.publisher, language)) || null,
    ...compacted({ updateDate: head.modifiedAt ?? head.extra.updateDate }),
    ...without(head.extra, [...collectionKeys, 'author']),
    ...(head.creator === null && head.extra.author !== undefined
      ? { author: head.extra.author }
      : {}),
  }
  const languageKept = compacted({ language: head.language })
  const readBack = readCollection({ ...plain, plumbline: languageKept })
  const fields = keptFields(head, readBack)
  return withKept(plain, compacted({ ...languageKept, fields, associations }))
}

function writeSkill(
  competency: PackageCompetency,
  identity: CaseIdentity,
  framework: FrameworkHead,
  alignments: PackageAssociation[],
): JsonObject {
  const { id: _, place: __, raw: ___, ...wanted } = competency
  const content: CompetencyContent = wanted
  const { extra } = content
  const language = languageTag(content.language ?? framework.language)
  const statement = pickText(content.statement, language)
  const plain: JsonObject = {
    ...identityKeys(identity),
    skillName: pickText(content.label, language) || statement.slice(0, 120),
    skillStatement: statement,
    categories: listWritten(pickText(content.category, language), extra.categories),
    keywords: listWritten(pickTexts(content.keywords, language), extra.keywords),
    ...compacted({ occupations: occupationsElsewhere(extra) }),
    ...without(extra, skillKeys),
    ...compacted({
      author: extra.author,
      updateDate: content.modifiedAt ?? extra.updateDate,
      alignments: [...alignments.map(writeAlignment), ...objectsOrTexts(extra.alignments)],
    }),
  }
  return withKept(plain, keptFields(content, readSkill(plain, framework.language)))
}

/** What only a table named by a word of its own goes by our own id, so that it is found again. */
function namesOf({ id, identifiers }: PackageCompetency): ExternalIdentifier[] {
  const isNamed = identifiers.some(({ scheme }) => scheme !== 'row_id' && scheme !== 'other')
  return isNamed || !isUuid(id) ? identifiers : [{ scheme: 'case_uuid', value: id }]
}

function identityKeys({ uri, identifier }: CaseIdentity): JsonObject {
  return { id: uri, uuid: identifier }
}

/** A relation to something elsewhere that is not above it. */
function isAlignment({ type, from, to }: PackageAssociation): boolean {
  return from.kind === 'competency' && to.kind === 'foreign' && type !== 'isChildOf'
}

function writeAlignment({ from, to, raw: _, ...content }: PackageAssociation): JsonObject {
  if (to.kind !== 'foreign' || from.kind !== 'competency') return {}
  const wanted: AssociationContent = content
  const plain = {
    ...compacted({ id: to.uri, skillName: to.title }),
    ...without(content.extra, ['id', 'skillName', 'name', 'plumbline']),
  }
  const { from: __, to: ___, raw: ____, ...readBack } = readAlignment(from.id, plain)
  const kept = keptFields(wanted, readBack)
  return withKept(plain, { ...kept, ...compacted({ identifier: to.identifier }) })
}

/** Occupations that CTDL names with a competency, as RSD writes them. */
function occupationsElsewhere(extra: JsonObject): Json {
  return objectsOf(extra['ceterms:occupationType']).flatMap((occupation) => {
    const code = textOf(occupation['ceterms:codedNotation'])
    return code === null ? [] : [{ code }]
  })
}

function objectsOrTexts(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}

function withKept(plain: JsonObject, kept: JsonObject): JsonObject {
  return Object.keys(kept).length > 0 ? { ...plain, plumbline: kept } : plain
}
