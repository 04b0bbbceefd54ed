import {
  AssociationContent,
  CompetencyContent,
  type ExternalIdentifier,
  type PackageAssociation,
  type PackageCompetency,
  type Place,
  type Problem,
  withStatement,
} from '@/server/domain/catalogue/frameworks'
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { languageTag } from '@/server/domain/language-map'
import { instantOf, listOf, textOf, textsOf, without } from './json-reading'
import { restoredFields } from './kept-fields'
import { isUuid } from './name-uuid'
import { codeOf, isOccupationCode } from './rsd-occupations'

/** What one item of a file gives: its competency, unless it cannot be one, its links and what is to be said. */
export type ReadItem = {
  competency: PackageCompetency | null
  associations: PackageAssociation[]
  problems: Problem[]
}

/**
 * One Rich Skill Descriptor of OSMT, v2 or v3, as a competency with its alignments. RSD says no
 * language; `language` is what its collection keeps. A code of an occupation that is not written as one
 * is a warning and stays as it is. Source: OSMT OpenAPI v3, context rsd.openskillsnetwork.org v1.
 */
export function readRsdSkill(
  raw: Json,
  place: { path: string },
  language: string | null = null,
): ReadItem {
  const found = skillAt(raw, place, language)
  if (!isJsonObject(raw)) return found
  return { ...found, problems: [...found.problems, ...codesOf(raw, place.path)] }
}

/** {@link readRsdSkill} without a look at codes, for a table, whose columns name them. */
export function skillAt(raw: Json, place: Place, language: string | null = null): ReadItem {
  if (!isJsonObject(raw)) return refused({ severity: 'error', reason: 'not_an_object', ...place })
  const content = withStatement(readSkill(raw, language))
  if (Object.keys(content.statement).length === 0) {
    const column = 'skillStatement'
    return refused({ severity: 'error', reason: 'statement_missing', column, ...place })
  }
  const name = uuidOf(raw)?.toLowerCase() ?? textOf(raw.id)
  const id = name ?? place.path ?? `line ${place.line}`
  return {
    competency: { ...content, id, place, raw },
    associations: objectsWithId(raw.alignments).map((alignment) => readAlignment(id, alignment)),
    problems: name ? [] : [{ severity: 'warning', reason: 'identifier_missing', ...place }],
  }
}

function refused(problem: Problem): ReadItem {
  return { competency: null, associations: [], problems: [problem] }
}

const context = 'https://rsd.openskillsnetwork.org/context-v1.json'

/** What says only that a thing is of RSD, as OSMT writes it. */
export const rsdMarks = {
  skill: { '@context': context, type: 'RichSkillDescriptor' },
  collection: { '@context': context, type: 'RichSkillCollection' },
}

const CompetencyContentPart = CompetencyContent.partial()
const AssociationContentPart = AssociationContent.partial()

/** Keys of a skill that our own fields carry. */
export const skillKeys = [
  ...['id', 'uuid', 'skillName', 'skillStatement', 'keywords', 'category', 'categories'],
  ...['author', 'updateDate', 'alignments', 'plumbline'],
]

/** What a skill says; what only RSD has a word for stays in `extra` under RSD's word. */
export function readSkill(raw: JsonObject, language: string | null): CompetencyContent {
  const tag = languageTag(language)
  const words = (text: string | null) => (text === null ? {} : { [tag]: text })
  const keywords = keywordsOf(raw.keywords)
  const categories = categoriesOf(raw)
  const plain: CompetencyContent = {
    identifiers: rsdIdentifiers(raw),
    statement: words(textOf(raw.skillStatement)),
    label: words(textOf(raw.skillName)),
    codedNotation: null,
    listEnumeration: null,
    category: words(textOf(joined(categories))),
    type: 'skill',
    axis: null,
    levels: [],
    educationLevels: [],
    notes: {},
    keywords: keywords.length === 0 ? {} : { [tag]: keywords },
    language: null,
    modifiedAt: timeOf(raw.updateDate),
    extra: {
      ...withoutMarks(without(raw, skillKeys), rsdMarks.skill),
      ...authorsOf(raw),
      ...unless(sameJson(splitAt(joined(categories)), categories), { categories }),
      ...unless(sameJson(listOf(raw.keywords), keywords), { keywords: raw.keywords ?? null }),
      ...unlinked(raw.alignments),
      ...timelessDate(raw),
    },
  }
  return { ...plain, ...restoredFields(CompetencyContentPart, raw.plumbline) }
}

/** The names of a skill or collection: its UUID, also where only its address ends in one, and its address. */
export function rsdIdentifiers(raw: JsonObject): ExternalIdentifier[] {
  const uuid = uuidOf(raw)
  const uri = textOf(raw.id)
  return [
    ...(uuid ? [{ scheme: 'case_uuid' as const, value: uuid }] : []),
    ...(uri ? [{ scheme: 'case_uri' as const, value: uri }] : []),
  ]
}

function uuidOf(raw: JsonObject): string | null {
  const said = textOf(raw.uuid)
  if (said !== null) return said
  const last = textOf(raw.id)?.replace(/\/+$/, '').split(/[/:]/).at(-1)
  return last !== undefined && isUuid(last) ? last.toLowerCase() : null
}

/** An instant as OSMT writes it, to the microsecond, or the instant that is meant. */
export function timeOf(value: Json | undefined): string | null {
  const instant = instantOf(value)
  const text = textOf(value)
  return instant !== null && text !== null && /T.*Z$/.test(text) ? text : instant
}

/** A date of change that names no time is kept as it came. */
export function timelessDate({ updateDate }: JsonObject): JsonObject {
  return updateDate === undefined || timeOf(updateDate) !== null ? {} : { updateDate }
}

/** Without a context and a type that say only what the place in the file says. */
export function withoutMarks(raw: JsonObject, marks: JsonObject): JsonObject {
  const usual = Object.keys(marks).filter((key) => raw[key] === marks[key])
  return without(raw, usual)
}

/** Several categories of a skill as one text, since our kinds are one; the way RSD parts lists in a cell. */
function joined(texts: readonly string[]): string {
  return texts.join('; ')
}

/** The texts of a list that RSD's tables write in one cell. */
export function splitAt(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** v3 has a list, v2 one text, in which several stand as in a cell. */
function categoriesOf(raw: JsonObject): string[] {
  const listed = textsOf(raw.categories)
  return listed.length > 0 ? listed : splitAt(textOf(raw.category) ?? '')
}

/** The categories and keywords to write: the list as it came as long as the field says the same. */
export function listWritten(field: string | readonly string[], came: Json | undefined): Json[] {
  const now = typeof field === 'string' ? splitAt(field) : [...field]
  if (came === undefined) return now
  const then = typeof field === 'string' ? joined(textsOf(came)) : keywordsOf(came)
  return sameJson(then, typeof field === 'string' ? field : [...field]) ? listOf(came) : now
}

function keywordsOf(value: Json | undefined): string[] {
  return listOf(value).flatMap((keyword) => nameIn(keyword) ?? [])
}

/** The name of a reference, whether an object or the name alone. */
export function nameIn(value: Json): string | null {
  if (!isJsonObject(value)) return textOf(value)
  return textOf(value.skillName) ?? textOf(value.name) ?? textOf(value.value) ?? textOf(value.id)
}

/** v3 has a list of authors, v2 one. */
function authorsOf(raw: JsonObject): JsonObject {
  if (raw.author === undefined) return {}
  const author = textOf(raw.author)
  if (author === null || raw.authors !== undefined) return { author: raw.author }
  return { authors: [author] }
}

function objectsWithId(alignments: Json | undefined): JsonObject[] {
  return listOf(alignments).filter(isJsonObject).filter(hasAddress)
}

/** Alignments without an address lead nowhere and are kept as they came. */
function unlinked(alignments: Json | undefined): JsonObject {
  const kept = listOf(alignments).filter((one) => !isJsonObject(one) || !hasAddress(one))
  return kept.length > 0 ? { alignments: kept } : {}
}

function hasAddress(alignment: JsonObject): boolean {
  return textOf(alignment.id) !== null
}

/** An alignment is a relation to a skill elsewhere; v2 calls its name `name`. */
export function readAlignment(id: string, raw: JsonObject): PackageAssociation {
  const named = 'skillName' in raw ? 'skillName' : 'name'
  const plain: AssociationContent = {
    identifiers: [],
    type: 'isRelatedTo',
    sequence: null,
    modifiedAt: null,
    extra: without(raw, ['id', 'plumbline', named]),
  }
  const uri = textOf(raw.id) ?? ''
  return {
    ...{ ...plain, ...restoredFields(AssociationContentPart, raw.plumbline) },
    from: { kind: 'competency', id },
    to: { kind: 'foreign', uri, identifier: identifierKept(raw), title: textOf(raw[named]) },
    raw,
  }
}

/** What CASE gives with an address, as an export of ours keeps it. */
function identifierKept({ plumbline }: JsonObject): string | null {
  return isJsonObject(plumbline) ? textOf(plumbline.identifier) : null
}

/** Frameworks whose codes are those of SOC and O*NET. */
const american = /^(?:bls|soc|o\*?net)/i

function codesOf(raw: JsonObject, path: string): Problem[] {
  return listOf(raw.occupations).flatMap((occupation, index): Problem[] => {
    const code = codeOf(occupation)
    const framework = isJsonObject(occupation) ? textOf(occupation.frameworkName) : null
    if (code === null || isOccupationCode(code)) return []
    if (framework !== null && !american.test(framework)) return []
    const at = `${path}.occupations[${index}]`
    return [{ severity: 'warning', reason: 'occupation_miswritten', path: at, detail: code }]
  })
}

function unless(same: boolean, kept: JsonObject): JsonObject {
  return same ? {} : kept
}

function sameJson(one: Json, other: Json): boolean {
  return canonicalJson(one) === canonicalJson(other)
}
