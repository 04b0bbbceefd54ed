import { z } from 'zod'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { writeCsv } from './csv'

export const sheetColumns = [
  'identifier',
  'parent',
  'code',
  'label',
  'statement',
  'type',
  'axis',
  'level',
  'notes',
  'keywords',
  'listEnumeration',
  'sequence',
  'educationLevel',
  'language',
] as const
export type SheetColumn = (typeof sheetColumns)[number]

const position = z
  .number()
  .int()
  .min(0)
  .max(frameworkLimits.columns - 1)

/** Which column of the sheet, counted from 0, holds which of ours. */
export const SpreadsheetMapping = z.partialRecord(z.enum(sheetColumns), position)
export type SpreadsheetMapping = z.infer<typeof SpreadsheetMapping>

/** The headings of our template and exports. */
export const sheetHeadings: Record<SheetColumn, string> = {
  identifier: 'Identifier',
  parent: 'Parent',
  code: 'Code',
  label: 'Label',
  statement: 'Statement',
  type: 'Type',
  axis: 'Axis',
  level: 'Level',
  notes: 'Notes',
  keywords: 'Keywords',
  listEnumeration: 'List position',
  sequence: 'Order',
  educationLevel: 'Education level',
  language: 'Language',
}

const words: Record<SheetColumn, string[]> = {
  identifier: ['identifier', 'id', 'uuid', 'guid', 'ctid', 'uri', 'competencyid', 'canonicalurl'],
  parent: ['parent', 'ischildof', 'parentcode', 'parentid', 'broader', 'underneath'],
  code: ['code', 'humancodingscheme', 'codednotation', 'notation', 'number', 'competencycode'],
  label: [
    'label',
    'abbreviatedstatement',
    'competencylabel',
    'shortname',
    'title',
    'skillname',
    'rsdname',
    'name',
  ],
  statement: [
    'statement',
    'fullstatement',
    'competencytext',
    'competency',
    'skillstatement',
    'description',
    'text',
    'outcome',
    'skill',
  ],
  type: ['type', 'cfitemtype', 'itemtype', 'competencycategory', 'category', 'kind', 'ksa'],
  axis: ['axis', 'coretechnicaltransferable'],
  level: ['level', 'complexitylevel', 'proficiency', 'proficiencylevel'],
  notes: ['notes', 'comment', 'comments', 'note', 'remarks'],
  keywords: ['keywords', 'conceptkeywords', 'conceptkeyword', 'tags'],
  listEnumeration: ['listposition', 'listenumeration', 'listid'],
  sequence: ['order', 'sequence', 'sequencenumber', 'position'],
  educationLevel: ['educationlevel', 'educationlevels', 'grade', 'grades'],
  language: ['language', 'inlanguage', 'lang'],
}

/**
 * Which column is probably which, by its heading; each column at most once. Headings are compared
 * without case, spaces and punctuation, and the likelier word of ours wins.
 */
export function guessMapping(headers: string[]): SpreadsheetMapping {
  const plain = headers.map((header) => header.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
  const taken = new Set<number>()
  const mapping: SpreadsheetMapping = {}
  for (const column of sheetColumns) {
    const at = words[column]
      .map((word) => plain.indexOf(word))
      .find((found) => found >= 0 && !taken.has(found))
    if (at === undefined) continue
    taken.add(at)
    mapping[column] = at
  }
  return mapping
}

/** What the example rows of a template say, by their place in its tree. */
export type TemplateWords = Record<
  'parent' | 'skill' | 'task',
  { label: string; statement: string }
> & {
  keywords: string
}

/** A sheet to fill in: our headings and three rows that show a parent, a child and a task. */
export function templateCsv({ parent, skill, task, keywords }: TemplateWords): string {
  const rows: Partial<Record<SheetColumn, string>>[] = [
    { code: '1', ...parent },
    { code: '1.1', parent: '1', ...skill, type: 'skill', axis: 'technical', keywords },
    { code: '1.2', parent: '1', ...task, type: 'task', axis: 'transferable' },
  ]
  const headings = sheetColumns.map((column) => sheetHeadings[column])
  const cells = rows.map((row) => sheetColumns.map((column) => row[column] ?? null))
  return writeCsv([headings, ...cells], { bom: true })
}
