/** Association types CASE 1.1 names itself; any other is written as `ext:`. */
export const caseAssociationTypes = [
  'isChildOf',
  'isPeerOf',
  'isPartOf',
  'exactMatchOf',
  'precedes',
  'isRelatedTo',
  'replacedBy',
  'exemplar',
  'hasSkillLevel',
  'isTranslationOf',
] as const

/** CTDL-ASN properties that relate two competencies, with the type they are read as. */
export const ctdlAlignments: Record<string, string> = {
  'ceasn:exactAlignment': 'exactMatchOf',
  'ceasn:broadAlignment': 'broadAlignment',
  'ceasn:narrowAlignment': 'narrowAlignment',
  'ceasn:majorAlignment': 'majorAlignment',
  'ceasn:minorAlignment': 'minorAlignment',
  'ceasn:prerequisiteAlignment': 'prerequisiteAlignment',
  'ceasn:alignFrom': 'alignFrom',
  'ceasn:alignTo': 'alignTo',
  'ceasn:derivedFrom': 'derivedFrom',
  'ceasn:isVersionOf': 'isVersionOf',
  'ceasn:crossSubjectReference': 'crossSubjectReference',
  'ceasn:comprisedOf': 'comprisedOf',
}

const known = [...caseAssociationTypes, ...Object.values(ctdlAlignments)]
const byWord = new Map(known.map((type) => [type.toLowerCase(), type]))

/** A type in our spelling, whatever its case, spaces or `ext:` before a name we know. */
export function associationTypeOf(text: string): string {
  const word = text
    .replace(/^ext:/, '')
    .replaceAll(/[\s_-]/g, '')
    .toLowerCase()
  return byWord.get(word) ?? (text.startsWith('ext:') ? text : caseExtensionType(text))
}

/** A type as CASE 1.1 may write it. */
export function caseTypeOf(type: string): string {
  return caseAssociationTypes.some((name) => name === type) ? type : caseExtensionType(type)
}

function caseExtensionType(type: string): string {
  const name = type.replace(/^ext:/, '').replaceAll(/[^a-zA-Z0-9._-]/g, '-')
  return `ext:${name || 'unnamed'}`
}
