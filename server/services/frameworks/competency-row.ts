import { labelFrom } from '@/server/domain/catalogue/competency-label'
import { CompetencyContent, type CompetencyType } from '@/server/domain/catalogue/frameworks'
import { isJsonObject } from '@/server/domain/json'
import { pickText, pickTexts } from '@/server/domain/language-map'
import { plainText } from '@/server/domain/marked-text'
import { contentHash } from '@/server/formats/content-hash'

/**
 * The columns of a competency version: what it says in the shown language, its label as plain words,
 * and all of it as it came as `texts` and `source`.
 */
export function competencyColumns(content: CompetencyContent) {
  const statement = pickText(content.statement)
  return {
    label: plainText(pickText(content.label)) || labelFrom(statement),
    statement,
    texts: {
      label: content.label,
      statement: content.statement,
      notes: Object.fromEntries(
        Object.entries(content.notes).map(([tag, notes]) => [tag, notes.join('\n\n')]),
      ),
    },
    code: content.codedNotation,
    listPosition: content.listEnumeration,
    type: content.type,
    axis: content.axis,
    levels: content.levels.map(({ uri, label }) => pickText(label) || nameInAddress(uri ?? '')),
    keywords: pickTexts(content.keywords),
    notes: pickTexts(content.notes).join('\n\n'),
    textHash: contentHash(content),
    source: { content },
  }
}

type StoredColumns = {
  label: string
  statement: string
  texts: { label?: Record<string, string>; statement?: Record<string, string> }
  code: string | null
  listPosition: string | null
  type: CompetencyType | null
  axis: CompetencyContent['axis']
  levels: string[]
  keywords: string[]
  notes: string
  source: Record<string, unknown> | null
}

/** What a stored version says: all that was imported, or what its columns hold. */
export function contentOf(row: StoredColumns): CompetencyContent {
  const kept = CompetencyContent.safeParse(isJsonObject(row.source) ? row.source.content : null)
  if (kept.success) return kept.data
  const { statement, label } = row.texts
  return {
    identifiers: [],
    statement: statement && Object.keys(statement).length > 0 ? statement : { en: row.statement },
    label: label && Object.keys(label).length > 0 ? label : { en: row.label },
    codedNotation: row.code,
    listEnumeration: row.listPosition,
    category: {},
    type: row.type,
    axis: row.axis,
    levels: row.levels.map((level) => ({ uri: null, label: { en: level } })),
    educationLevels: [],
    notes: row.notes ? { en: [row.notes] } : {},
    keywords: row.keywords.length > 0 ? { en: row.keywords } : {},
    language: null,
    modifiedAt: null,
    extra: {},
  }
}

/** The last part of an address when it is a word; the address itself when that part is an id. */
function nameInAddress(uri: string): string {
  const last = uri.split(/[/#]/).at(-1) ?? ''
  return last === '' || /^(ce-)?[0-9a-f]{8}-/i.test(last) ? uri : last
}
