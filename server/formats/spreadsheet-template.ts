import { type SheetColumn, sheetColumns } from '@/server/domain/catalogue/sheet-columns'
import { writeCsv } from './csv'

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
