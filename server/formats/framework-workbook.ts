import { treeLinksOf } from '@/server/domain/catalogue/framework-checks'
import type { FrameworkPackage } from '@/server/domain/catalogue/frameworks'
import { pickText } from '@/server/domain/language-map'
import { dictionaryTable } from './dictionary'
import { frameworkTable } from './spreadsheet-export'
import { type Sheet, summarySheet, tableSheet } from './workbook-export'

/** Says a message of `exports`. */
type Say = (key: string) => string

/** What a package does not know of the framework it was made of. */
export type FrameworkFacts = {
  version: number
  /** Its page, where everybody finds it; null for a draft. */
  address: string | null
  exportedOn: Date
}

/** A framework as a workbook: what it is, its competencies as in the CSV, and what the columns mean. */
export function frameworkSheets(found: FrameworkPackage, facts: FrameworkFacts, say: Say): Sheet[] {
  const { framework, competencies, associations } = found
  const groups = new Set(treeLinksOf(associations).map(({ parentId }) => parentId))
  const label = (name: string) => say(`summary.framework.${name}`)
  return [
    summarySheet(say('sheets.summary'), [
      [label('name'), pickText(framework.name)],
      [label('publisher'), pickText(framework.publisher)],
      [label('version'), facts.version],
      [label('licence'), framework.licence],
      [label('competencies'), competencies.length],
      [label('groups'), groups.size],
      [label('exportedOn'), facts.exportedOn],
      [label('address'), facts.address ?? say('summary.framework.draft')],
    ]),
    tableSheet(say('sheets.competencies'), frameworkTable(found)),
    tableSheet(
      say('sheets.dictionary'),
      dictionaryTable('framework', (key) => say(`dictionary.${key}`)),
    ),
  ]
}
