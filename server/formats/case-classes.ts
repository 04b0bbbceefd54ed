import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { instantOf } from './json-reading'
import { isUuid } from './name-uuid'

type Kind =
  | 'text'
  | 'texts'
  | 'date'
  | 'instant'
  | 'uuid'
  | 'integer'
  | 'number'
  | 'link'
  | 'links'
  | 'object'
  | 'objects'
  | { listOf: CaseClass }
type CaseClass = { [key: string]: Kind }

const node: CaseClass = { identifier: 'uuid', uri: 'text', lastChangeDateTime: 'instant' }
const own: CaseClass = { ...node, extensions: 'object' }
const entry: CaseClass = { ...own, title: 'text', description: 'text' }

const rubricLevel: CaseClass = {
  ...node,
  description: 'text',
  quality: 'text',
  score: 'number',
  feedback: 'text',
  position: 'integer',
  rubricCriterionId: 'uuid',
  extensions: 'objects',
}
const rubricCriterion: CaseClass = {
  ...own,
  category: 'text',
  description: 'text',
  CFItemURI: 'link',
  weight: 'number',
  position: 'integer',
  rubricId: 'uuid',
  CFRubricCriterionLevels: { listOf: rubricLevel },
}

/** Keys of the CASE 1.1 package classes that our own columns do not already carry, by their kind. */
export const caseClasses = {
  document: {
    frameworkType: 'text',
    subjectURI: 'links',
    statusStartDate: 'date',
    statusEndDate: 'date',
    licenseURI: 'link',
    notes: 'text',
  },
  item: {
    alternativeLabel: 'text',
    conceptKeywordsURI: 'link',
    subject: 'texts',
    subjectURI: 'links',
    CFItemTypeURI: 'link',
    licenseURI: 'link',
    statusStartDate: 'date',
    statusEndDate: 'date',
  },
  association: { CFAssociationGroupingURI: 'link', notes: 'text' },
  concept: { ...entry, keywords: 'text', hierarchyCode: 'text' },
  subject: { ...entry, hierarchyCode: 'text' },
  licence: { ...entry, licenseText: 'text' },
  itemType: { ...entry, hierarchyCode: 'text', typeCode: 'text' },
  grouping: entry,
  rubric: { ...entry, CFRubricCriteria: { listOf: rubricCriterion } },
} as const satisfies Record<string, CaseClass>

/** Splits an object into what the class allows as it is and what it does not. */
export function sorted(
  object: JsonObject,
  known: CaseClass,
): { fits: JsonObject; rest: JsonObject } {
  const fits: JsonObject = {}
  const rest: JsonObject = {}
  for (const [key, value] of Object.entries(object)) {
    const kind = known[key]
    const target = kind !== undefined && isOfKind(value, kind) ? fits : rest
    target[key] = value
  }
  return { fits, rest }
}

/**
 * A definition or rubric as CASE 1.1 wants it: the last change as an instant, required words
 * filled from the title, other keys moved into `extensions`. Null when it lacks an identifier,
 * a URI or (where the class has one) a title. Doing it twice changes nothing.
 */
export function conformed(
  object: JsonObject,
  known: CaseClass,
  place: { index: number; modifiedAt: string },
): JsonObject | null {
  const dated = {
    ...object,
    lastChangeDateTime: instantOf(object.lastChangeDateTime) ?? place.modifiedAt,
  }
  for (const [key, kind] of Object.entries(known)) {
    if (typeof kind !== 'object' || !Array.isArray(object[key])) continue
    const inner = object[key].filter(isJsonObject)
    Object.assign(dated, {
      [key]: inner.flatMap(
        (item, index) => conformed(item, kind.listOf, { ...place, index }) ?? [],
      ),
    })
  }
  const { fits, rest } = sorted(dated, known)
  if (!fits.identifier || !fits.uri) return null
  if (known === caseClasses.rubric || !('title' in known)) return withRest(fits, rest)
  if (!fits.title) return null
  if (known === caseClasses.itemType) fits.description ??= fits.title
  if (known === caseClasses.licence) fits.licenseText ??= fits.description ?? fits.title
  if ('hierarchyCode' in known) fits.hierarchyCode ??= String(place.index + 1)
  return withRest(fits, rest)
}

function withRest(fits: JsonObject, rest: JsonObject): JsonObject {
  if (Object.keys(rest).length === 0 || Array.isArray(fits.extensions)) return fits
  const standing = isJsonObject(fits.extensions) ? fits.extensions : {}
  return { ...fits, extensions: { ...standing, plumbline: { extra: rest } } }
}

function isOfKind(value: Json, kind: Kind): boolean {
  if (typeof kind === 'object') return Array.isArray(value)
  switch (kind) {
    case 'text':
      return typeof value === 'string'
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
    case 'date':
      return (
        typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && instantOf(value) !== null
      )
    case 'instant':
      return typeof value === 'string' && value.includes('T') && instantOf(value) !== null
    case 'uuid':
      return isUuid(value)
    case 'integer':
      return Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'link':
      return isLink(value)
    case 'links':
      return Array.isArray(value) && value.every(isLink)
    case 'object':
      return isJsonObject(value)
    case 'objects':
      return Array.isArray(value) && value.every(isJsonObject)
  }
}

/** A LinkURI: title, identifier (a UUID) and uri, nothing else. */
function isLink(value: Json): boolean {
  if (!isJsonObject(value)) return false
  const { title, identifier, uri, ...more } = value
  return (
    typeof title === 'string' &&
    typeof uri === 'string' &&
    isUuid(identifier) &&
    Object.keys(more).length === 0
  )
}
