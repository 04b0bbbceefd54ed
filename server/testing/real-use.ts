import { forestOf, type TreeNode } from '@/server/domain/catalogue/framework-tree'
import type { CompetencySummary, FrameworkView } from '@/server/domain/catalogue/framework-view'
import type { ProblemReason } from '@/server/domain/catalogue/frameworks'
import type { RefusalKey, RefusalValues } from '@/server/domain/errors'
import { sharedFile } from './shared-data'

/** A file as people in this field have them, and what is right for it. */
export type RealFramework = {
  file: string
  /** The statements as a tree, two spaces for each level; a code before a colon, a type in brackets. */
  tree?: string[]
  remarks?: ProblemReason[]
  refused?: [RefusalKey, RefusalValues]
}

/** Every framework among the inputs from real use; see the README beside them for what each stands for. */
export const realFrameworks: RealFramework[] = [
  {
    file: '01-excel-windows1252-quotes.csv',
    tree: ['1: The shop’s “first piece” – 5€ • café'],
    remarks: ['encoding_windows_1252'],
  },
  {
    file: '21-column-competency-is-the-parent.csv',
    tree: ['quality', '  Checks a weld for porosity', '  Marks parts with the heat number'],
  },
  {
    file: '23-moodle-framework-export.csv',
    tree: [
      'Prepare joints',
      '  <p>Bevels edges to the <strong>angle</strong> on the drawing.</p>',
      '  Clean edges',
    ],
  },
  {
    file: '25-short-name-holds-the-statement.csv',
    tree: ['Shop safety', 'Locks out a machine before work (skill)', 'PPE (skill)'],
    remarks: ['type_unknown'],
  },
  { file: '26-ctdl-asn-csv.csv', tree: ['1: Prepares joints', '  1.1: Bevels edges (skill)'] },
  {
    file: '27-title-rows-above-headings.csv',
    tree: ['1: Prepares joints (skill)', '1.1: Bevels edges (skill)'],
  },
  { file: '29-excel-sep-line.csv', tree: ['1: Mide piezas'] },
  {
    file: '30-case-wrapped-cfpackage.json',
    tree: ['Prepare joints', '  Bevel edges', '  Clean edges'],
  },
  { file: '34a-row-order-first.csv', tree: ['R: Root', '  A: Alpha', '  B: Bravo'] },
  { file: '34b-row-order-moved.csv', tree: ['R: Root', '  B: Bravo', '  A: Alpha'] },
  {
    file: '36-case-language-en_US.json',
    tree: ['Prepare joints', '  Bevel edges', '  Clean edges'],
  },
  {
    file: '38-type-letters.csv',
    tree: ['Measures parts (knowledge)', 'Cuts stock (task)', 'Reads drawings (skill)'],
  },
  {
    file: '39-hierarchy-in-columns.csv',
    tree: [
      ...['Safety', '  PPE', '    Wears gloves', '    Wears a mask'],
      ...['  Fire', '    Uses an extinguisher'],
    ],
  },
  { file: '41-parent-named-by-title.csv', tree: ['Measures parts', '  Reads a micrometer'] },
  {
    file: '42-inch-mark-unquoted.csv',
    tree: ['1: Cuts 5" pipe to length'],
    remarks: ['quote_kept'],
  },
  { file: '44-arabic-mixed-direction.csv', tree: ['1: قياس الضغط (PSI) 24/7 في المصنع'] },
  { file: '45-chinese-search.csv', tree: ['1: 能够在工业控制网络中识别异常流量'] },
  {
    file: '52-one-column-with-commas.csv',
    tree: ['Measures parts, records results', 'Reads a micrometer'],
  },
  { file: '53-cass-native-framework.json', refused: ['json.seems', { what: 'cass' }] },
  {
    file: '54-osmt-rsd-list.json',
    tree: ['Bevels edges to the drawing. (skill)'],
    remarks: ['framework_named'],
  },
  {
    file: 'P2-child-before-parent.csv',
    tree: ['1: Prepare', '  1.1: Bevel', '  1.2: Clean'],
  },
  { file: 'P4-utf16-tab.csv', tree: ['1: 測定'] },
  { file: 'P7-case-string-ends.json', tree: ['Prepare joints', '  Bevel edges', '  Clean edges'] },
  { file: 'P8-european-semicolon-bom.csv', tree: ['1: Mide piezas; registra'] },
  { file: 'P9-php-dates.json', tree: ['Prepare joints', '  Bevel edges', '  Clean edges'] },
]

export const realFile = (name: string) => sharedFile(`real-use/${name}`)

/** A framework as {@link RealFramework} writes its tree. */
export function outlineOf(view: FrameworkView): string[] {
  const items = view.tree.map((item) => ({ ...item, codedNotation: item.code }))
  const lines = (nodes: TreeNode<CompetencySummary>[], indent: string): string[] =>
    nodes.flatMap(({ item: { code, statement, type }, children }) => [
      `${indent}${code ? `${code}: ` : ''}${statement}${type ? ` (${type})` : ''}`,
      ...lines(children, `${indent}  `),
    ])
  return lines(forestOf(items, view.links), '')
}
