import { z } from 'zod'
import { encodingRemarks } from '@/server/domain/encoding-remarks'
import { JsonObject } from '@/server/domain/json'
import { LanguageLists, LanguageMap } from '@/server/domain/language-map'

export const competencyTypes = ['knowledge', 'skill', 'ability', 'task'] as const
export type CompetencyType = (typeof competencyTypes)[number]

export const competencyAxes = ['core', 'technical', 'transferable'] as const
export type CompetencyAxis = (typeof competencyAxes)[number]

export const frameworkFormats = ['case', 'ctdl_asn', 'rsd', 'skos', 'csv'] as const
export type FrameworkFormat = (typeof frameworkFormats)[number]

/** What a framework can be taken home as. */
export const exportFormats = ['case', 'ctdl', 'rsd', 'csv', 'rsd-csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What one file and one framework may hold (SECURITY R18, R23). */
export const frameworkLimits = {
  bytes: 10 * 1024 * 1024,
  nesting: 20,
  competencies: 100_000,
  columns: 200,
  cellBytes: 10_000,
  depth: 30,
} as const

/** What somebody else can have named. */
export const identifiedKinds = ['framework', 'competency', 'association', 'credential'] as const

/** A name somebody else gave the thing: its scheme and the value as received. */
export const ExternalIdentifier = z.object({
  scheme: z.enum(['case_uuid', 'case_uri', 'ctid', 'ctdl_uri', 'row_id', 'other']),
  value: z.string().max(2000),
})
export type ExternalIdentifier = z.infer<typeof ExternalIdentifier>

const nullableText = z.string().nullable()

export const CompetencyLevel = z.object({ uri: nullableText, label: LanguageMap })
export type CompetencyLevel = z.infer<typeof CompetencyLevel>

/** The head of a framework, in every format's common words. Dates are ISO 8601 with a zone. */
export const FrameworkHead = z.object({
  identifiers: z.array(ExternalIdentifier),
  uri: nullableText,
  name: LanguageMap,
  description: LanguageMap,
  publisher: LanguageMap,
  creator: nullableText,
  version: nullableText,
  status: nullableText,
  language: nullableText,
  licence: nullableText,
  subjects: z.array(z.string()),
  sourceUrl: nullableText,
  modifiedAt: nullableText,
  extra: JsonObject,
})
export type FrameworkHead = z.infer<typeof FrameworkHead>

/**
 * What a competency says, in every format's common words: `category` is the source's own word for
 * its kind, `type` and `axis` are ours, `extra` are keys no format of ours names.
 */
export const CompetencyContent = z.object({
  identifiers: z.array(ExternalIdentifier),
  statement: LanguageMap,
  label: LanguageMap,
  codedNotation: nullableText,
  listEnumeration: nullableText,
  category: LanguageMap,
  type: z.enum(competencyTypes).nullable(),
  axis: z.enum(competencyAxes).nullable(),
  levels: z.array(CompetencyLevel),
  educationLevels: z.array(z.string()),
  notes: LanguageLists,
  keywords: LanguageLists,
  language: nullableText,
  modifiedAt: nullableText,
  extra: JsonObject,
})
export type CompetencyContent = z.infer<typeof CompetencyContent>

/** What has a short label and no statement says what its label says. */
export function withStatement(content: CompetencyContent): CompetencyContent {
  if (Object.keys(content.statement).length > 0) return content
  return { ...content, statement: content.label, label: {} }
}

/** Where in a file something stands: a line of a table or a path into a document. */
export type Place = { line?: number; path?: string }

/** `id` names the competency inside its package only; `raw` is the source verbatim. */
export type PackageCompetency = CompetencyContent & { id: string; place: Place; raw: JsonObject }

/** One end of an association: in this package, the framework itself, or somewhere else. */
export const AssociationEnd = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('competency'), id: z.string() }),
  z.object({ kind: z.literal('framework') }),
  z.object({
    kind: z.literal('foreign'),
    uri: z.string(),
    identifier: nullableText,
    title: nullableText,
  }),
])
export type AssociationEnd = z.infer<typeof AssociationEnd>

/** What one association says beside its ends. */
export const AssociationContent = z.object({
  identifiers: z.array(ExternalIdentifier),
  type: z.string().max(200),
  sequence: z.union([z.number(), z.string()]).nullable(),
  modifiedAt: nullableText,
  extra: JsonObject,
})
export type AssociationContent = z.infer<typeof AssociationContent>

/**
 * A relation from one end to another. `type` is the CASE name where CASE has one (`isChildOf`,
 * `exactMatchOf`, `precedes` …), else the CTDL-ASN name (`broadAlignment` …) or the source's
 * own `ext:` name.
 */
export type PackageAssociation = AssociationContent & {
  from: AssociationEnd
  to: AssociationEnd
  raw: JsonObject
}

export const problemReasons = [
  'statement_missing',
  'identifier_missing',
  'identifier_repeated',
  'code_repeated',
  'parent_missing',
  'parent_itself',
  'cycle',
  'too_deep',
  'end_missing',
  'not_an_object',
  'text_too_long',
  'cells_differ',
  'cells_joined',
  'quote_kept',
  'quote_spans_lines',
  'formula_without_value',
  'cell_error',
  'rows_continued',
  'type_unknown',
  'axis_unknown',
  'other_framework',
  ...encodingRemarks,
  'characters_removed',
  'definitions_unreadable',
  'signature_mismatch',
  'nothing_inside',
  'framework_named',
  'occupation_miswritten',
  'line_unreadable',
] as const
export type ProblemReason = (typeof problemReasons)[number]

/** An error keeps its row out; a warning is imported with a remark. */
export const problemSeverities = ['error', 'warning'] as const

/** Lines and columns count from 1; `cells` are the row of a table as it came, where it is left out. */
export type Problem = Place & {
  severity: (typeof problemSeverities)[number]
  reason: ProblemReason
  column?: string
  detail?: string
  cells?: string[]
}

/** What every translator reads into and writes from. */
export type FrameworkPackage = {
  format: FrameworkFormat
  framework: FrameworkHead & { raw: JsonObject }
  competencies: PackageCompetency[]
  associations: PackageAssociation[]
  problems: Problem[]
}

const typeWords: Record<CompetencyType, readonly string[]> = {
  knowledge: ['knowledge', 'knowledges', 'k', 'conocimiento', 'conocimientos', 'saber', 'saberes'],
  skill: ['skill', 'skills', 's', 'habilidad', 'habilidades', 'destreza', 'destrezas'],
  ability: ['ability', 'abilities', 'a', 'capacidad', 'capacidades', 'aptitud', 'aptitudes'],
  task: ['task', 'tasks', 't', 'tarea', 'tareas'],
}
const typeOfWord = new Map(
  competencyTypes.flatMap((type) => typeWords[type].map((word) => [word, type] as const)),
)

/**
 * The type a source's own word means ("Skills", "Skill statement(s)", "K", "Knowledge (K)",
 * "Habilidad"), or null when it means none of ours.
 */
export function typeFromWord(word: string): CompetencyType | null {
  const words = word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\(s\)|statements?|enunciados? de/g, ' ')
    .match(/\p{L}+/gu)
  const types = new Set(words?.map((each) => typeOfWord.get(each) ?? null))
  const [type = null] = types
  return types.size === 1 ? type : null
}

/**
 * The names under which a thing is found again, whatever the host, the scheme of the address or
 * the case of its letters: a CTID is "ce-" and the CASE identifier, so both give one key.
 */
export function matchKeys(identifiers: ExternalIdentifier[]): string[] {
  return [...new Set(identifiers.map(matchKey))]
}

function matchKey({ scheme, value }: ExternalIdentifier): string {
  const text = value.trim()
  if (scheme === 'ctid' || scheme === 'case_uuid') {
    return `id:${text.toLowerCase().replace(/^ce-/, '')}`
  }
  if (scheme === 'case_uri' || scheme === 'ctdl_uri') {
    return `uri:${text.replace(/^https?:\/\//i, '').replace(/\/+$/, '')}`
  }
  return `${scheme}:${text}`
}
