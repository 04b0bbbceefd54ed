import { checkedPackage } from '@/server/domain/catalogue/framework-checks'
import {
  FrameworkHead,
  type FrameworkPackage,
  frameworkLimits,
  type PackageAssociation,
  type PackageCompetency,
  type Problem,
} from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { languageTag, pickText } from '@/server/domain/language-map'
import { namedAfter } from './framework-named'
import { listOf, objectsOf, textOf, textsOf, without } from './json-reading'
import { restoredFields } from './kept-fields'
import { keptRelations } from './rsd-relations'
import {
  readRsdSkill,
  rsdIdentifiers,
  rsdMarks,
  timelessDate,
  timeOf,
  withoutMarks,
} from './rsd-skill'
import { severalFrameworks } from './several-frameworks'

/** Whether a document is of OSMT: a skill, a list of them, or a collection with its skills. */
export function isRsd(value: Json): boolean {
  return objectsOf(value).some((node) => isCollection(node) || isSkill(node))
}

function isSkill(node: JsonObject): boolean {
  return hasType(node, 'RichSkillDescriptor') || ('skillStatement' in node && 'skillName' in node)
}

function isCollection(node: JsonObject): boolean {
  return hasType(node, 'RichSkillCollection') || objectsOf(node.skills).some(isSkill)
}

function hasType(node: JsonObject, name: string): boolean {
  const types = [...textsOf(node.type), ...textsOf(node['@type'])]
  return types.some((type) => type.split(/[:/#]/).at(-1) === name)
}

/**
 * Reads Rich Skill Descriptors as OSMT gives them, v2 or v3: a collection with its skills is a framework
 * without a tree, whose categories stay with the skills; a list of skills or one alone is a framework
 * named after the file. Throws `invalid` for several collections in one file, and `limit_reached` above
 * 100,000 skills. Source: OSMT OpenAPI v3; FORMATS §1a, §6.
 */
export function readRsd(
  value: Json,
  readProblems: Problem[] = [],
  fileName = '',
): FrameworkPackage {
  const problems = [...readProblems]
  const collections = objectsOf(value).filter(isCollection)
  if (collections.length > 1) throw severalFrameworks(collections.map(({ name }) => textOf(name)))
  const [collection] = collections
  const framework = readCollection(collection ?? {})
  if (pickText(framework.name) === '') framework.name = { und: namedAfter(fileName, problems) }
  const found = skillsOf(value, collection)
  if (found.length > frameworkLimits.competencies) {
    throw new DomainError('limit_reached', 'rsd.mostSkills', { field: 'file' })
  }
  const competencies: PackageCompetency[] = []
  const alignments: PackageAssociation[] = []
  for (const { raw, path } of found) {
    const skill = readRsdSkill(raw, { path }, framework.language)
    if (skill.competency) competencies.push(skill.competency)
    alignments.push(...skill.associations)
    problems.push(...skill.problems)
  }
  if (competencies.length === 0) problems.push({ severity: 'warning', reason: 'nothing_inside' })
  return checkedPackage({
    format: 'rsd',
    framework: { ...framework, raw: without(collection ?? {}, ['skills']) },
    competencies,
    associations: [...keptRelations(collection?.plumbline, competencies), ...alignments],
    problems,
  })
}

function skillsOf(value: Json, collection: JsonObject | undefined): { raw: Json; path: string }[] {
  const within = listOf(collection?.skills).map((raw, index) => ({ raw, path: `skills[${index}]` }))
  const beside = listOf(value).flatMap((raw, index) =>
    raw === collection ? [] : [{ raw, path: `[${index}]` }],
  )
  return [...within, ...beside]
}

const FrameworkHeadPart = FrameworkHead.partial()

/** Keys of a collection that our own fields carry. */
export const collectionKeys = [
  ...['id', 'uuid', 'name', 'description', 'author', 'updateDate', 'skills', 'plumbline'],
]

/** The head from a collection; RSD says no language, so an export of ours keeps it beside. */
export function readCollection(raw: JsonObject): FrameworkHead {
  const kept = isJsonObject(raw.plumbline) ? raw.plumbline : {}
  const language = textOf(kept.language)
  const map = (value: Json | undefined) => {
    const text = textOf(value)
    return text === null ? {} : { [languageTag(language)]: text }
  }
  const author = textOf(raw.author)
  const plain: FrameworkHead = {
    identifiers: rsdIdentifiers(raw),
    uri: textOf(raw.id),
    name: map(raw.name),
    description: map(raw.description),
    publisher: {},
    creator: author,
    version: null,
    status: null,
    language,
    licence: null,
    subjects: [],
    sourceUrl: null,
    modifiedAt: timeOf(raw.updateDate),
    extra: {
      ...withoutMarks(without(raw, collectionKeys), rsdMarks.collection),
      ...(author === null && raw.author !== undefined ? { author: raw.author } : {}),
      ...timelessDate(raw),
    },
  }
  return { ...plain, ...restoredFields(FrameworkHeadPart, kept.fields) }
}
