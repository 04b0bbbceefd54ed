import { type SheetColumn, sheetColumns } from '@/server/domain/catalogue/sheet-columns'
import { type TableColumn, tableCsv } from './export-table'

const said: Record<SheetColumn, Omit<TableColumn, 'name'>> = {
  identifier: { heading: 'Identifier', unit: 'text', empty: 'unsaid' },
  parent: { heading: 'Parent', unit: 'text', empty: 'top' },
  code: { heading: 'Code', unit: 'code', empty: 'unsaid' },
  label: { heading: 'Label', unit: 'text', empty: 'unsaid' },
  statement: { heading: 'Statement', unit: 'passage', empty: 'unsaid' },
  type: { heading: 'Type', unit: 'word', empty: 'unsaid' },
  axis: { heading: 'Axis', unit: 'word', empty: 'unsaid' },
  level: { heading: 'Level', unit: 'word', empty: 'unsaid' },
  notes: { heading: 'Notes', unit: 'passage', empty: 'unsaid' },
  keywords: { heading: 'Keywords', unit: 'text', empty: 'unsaid' },
  listEnumeration: { heading: 'List position', unit: 'code', empty: 'unsaid' },
  sequence: { heading: 'Order', unit: 'place', empty: 'unsaid' },
  educationLevel: { heading: 'Education level', unit: 'word', empty: 'unsaid' },
  language: { heading: 'Language', unit: 'code', empty: 'unsaid' },
}

/** The columns of our template and exports, under their headings. */
export const frameworkColumns: readonly TableColumn<SheetColumn>[] = sheetColumns.map((name) => ({
  name,
  ...said[name],
}))

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
  const cells = rows.map((row) => frameworkColumns.map(({ name }) => row[name] ?? null))
  return tableCsv({ columns: frameworkColumns, rows: cells }, { bom: true })
}
