import type { TableColumn } from './export-table'
import { occupationLevels } from './rsd-occupations'

/** What OSMT's tables head their columns with, in lower case, by what stands below; the headings we write first. */
const headings = {
  url: ['canonical url'],
  name: ['rsd name', 'skill name'],
  authors: ['authors', 'author'],
  statement: ['skill statement', 'contextualized skill statement'],
  categories: ['categories', 'skill categories', 'skill category', 'category'],
  collections: ['collections', 'collection'],
  keywords: ['keywords'],
  standards: ['standards', 'professional standards'],
  certifications: ['certifications'],
  major: ['occupation major groups', 'bls major group', 'bls major groups'],
  minor: ['occupation minor groups', 'bls minor group', 'bls minor groups'],
  broad: ['broad occupations', 'bls broad occupation', 'bls broad occupations'],
  detailed: ['detailed occupations', 'bls detailed occupation', 'bls detailed occupations'],
  onet: ['o*net job codes', 'o*net job role', 'o*net job roles'],
  employers: ['employers', 'employer'],
} as const
export type RsdColumn = keyof typeof headings

const alignmentParts = ['name', 'url', 'framework'] as const
type AlignmentPart = (typeof alignmentParts)[number]
const partWords = new Map<string, AlignmentPart>([
  ['name', 'name'],
  ['title', 'name'],
  ['url', 'url'],
  ['', 'url'],
  ['framework', 'framework'],
])

/** Where a table of RSD has what: columns by meaning, those of each alignment, and all others. */
export type RsdColumns = {
  at: Partial<Record<RsdColumn, number>>
  alignments: Partial<Record<AlignmentPart, number>>[]
  others: number[]
}

/** The columns of a table with OSMT's headings for its export, its upload or a batch import, whatever their case; null for any other. */
export function rsdColumns(headers: readonly string[]): RsdColumns | null {
  const at: RsdColumns['at'] = {}
  const alignments = new Map<string, Partial<Record<AlignmentPart, number>>>()
  const others: number[] = []
  for (const [index, header] of headers.entries()) {
    const word = header.trim().toLowerCase().replaceAll(/\s+/g, ' ')
    const column = columnOf.get(word)
    const [, number = '1', part = ''] = /^alignment(?: (\d+))?(?: ([a-z]+))?$/.exec(word) ?? []
    const parts = alignments.get(number) ?? {}
    const place = word.startsWith('alignment') ? partWords.get(part) : undefined
    if (column !== undefined && at[column] === undefined) at[column] = index
    else if (place !== undefined && parts[place] === undefined) {
      alignments.set(number, { ...parts, [place]: index })
    } else others.push(index)
  }
  const known = headers.map((header) => header.trim().toLowerCase())
  const isBatch = known.includes('contextualized skill statement') && at.name !== undefined
  const isOwn = known.includes('rsd name') && at.statement !== undefined
  return isOwn || isBatch ? { at, alignments: [...alignments.values()], others } : null
}

const columnOf = new Map(
  Object.entries(headings).flatMap(([column, words]) =>
    words.map((word) => [word as string, column as RsdColumn] as const),
  ),
)

/** The columns of OSMT's export before those of alignments, in its order. */
export const exportedColumns = [
  ...(['url', 'name', 'authors', 'statement', 'categories', 'keywords', 'standards'] as const),
  'certifications' as const,
  ...occupationLevels,
  'employers' as const,
]

type Exported = (typeof exportedColumns)[number]
const written: Record<Exported, Pick<TableColumn, 'heading' | 'unit' | 'empty'>> = {
  url: { heading: 'Canonical URL', unit: 'text', empty: 'never' },
  name: { heading: 'RSD Name', unit: 'text', empty: 'never' },
  authors: { heading: 'Authors', unit: 'text', empty: 'unsaid' },
  statement: { heading: 'Skill Statement', unit: 'passage', empty: 'never' },
  categories: { heading: 'Categories', unit: 'text', empty: 'unsaid' },
  keywords: { heading: 'Keywords', unit: 'text', empty: 'unsaid' },
  standards: { heading: 'Standards', unit: 'text', empty: 'unsaid' },
  certifications: { heading: 'Certifications', unit: 'text', empty: 'unsaid' },
  major: { heading: 'Occupation Major Groups', unit: 'code', empty: 'unsaid' },
  minor: { heading: 'Occupation Minor Groups', unit: 'code', empty: 'unsaid' },
  broad: { heading: 'Broad Occupations', unit: 'code', empty: 'unsaid' },
  detailed: { heading: 'Detailed Occupations', unit: 'code', empty: 'unsaid' },
  onet: { heading: 'O*Net Job Codes', unit: 'code', empty: 'unsaid' },
  employers: { heading: 'Employers', unit: 'text', empty: 'unsaid' },
}

/** The columns of OSMT's export for skills with at most so many alignments. */
export function rsdTableColumns(alignments: number): TableColumn[] {
  const numbered = Array.from({ length: alignments }, (_, at) => {
    const number = at === 0 ? '' : ` ${at + 1}`
    return ['Name', 'URL', 'Framework'].map((part) => ({
      name: `alignment${part}`,
      heading: `Alignment${number} ${part}`,
      unit: 'text' as const,
      empty: 'unsaid' as const,
    }))
  })
  return [...exportedColumns.map((name) => ({ name, ...written[name] })), ...numbered.flat()]
}
