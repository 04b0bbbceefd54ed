import { treeLinksOf } from '@/server/domain/catalogue/framework-checks'
import { forestOf, type TreeNode } from '@/server/domain/catalogue/framework-tree'
import type { FrameworkPackage, PackageCompetency } from '@/server/domain/catalogue/frameworks'
import type { SheetColumn } from '@/server/domain/catalogue/sheet-columns'
import { groupBy } from '@/server/domain/group-by'
import { languageTag, pickText, pickTexts } from '@/server/domain/language-map'
import type { CsvCell } from './csv'
import { type ExportTable, tableCsv } from './export-table'
import { frameworkColumns } from './spreadsheet-template'

/** The package as CSV, as {@link frameworkTable} says. */
export function writeSpreadsheet(found: FrameworkPackage, options: { bom: boolean }): string {
  return tableCsv(frameworkTable(found), options)
}

/**
 * The package as a table in the order of its tree: our headings, one competency a row, its parent
 * by identifier. One language a row; relations other than parents are not in it.
 */
export function frameworkTable(found: FrameworkPackage): ExportTable {
  const links = treeLinksOf(found.associations)
  const names = new Map(
    found.competencies.map(({ id, identifiers }) => [id, identifiers[0]?.value ?? id]),
  )
  const parents = groupBy(links, ({ childId }) => childId)
  const ordered = flat(forestOf(found.competencies, links))
  const rows = ordered.map((competency) => {
    const own = parents.get(competency.id) ?? []
    const language = languageTag(competency.language ?? found.framework.language)
    const level = competency.levels[0]
    const cells: Record<SheetColumn, CsvCell> = {
      identifier: names.get(competency.id) ?? null,
      parent: own.map(({ parentId }) => names.get(parentId) ?? '').join(' | ') || null,
      code: competency.codedNotation,
      label: pickText(competency.label, language) || null,
      statement: pickText(competency.statement, language),
      type: pickText(competency.category, language) || competency.type,
      axis: competency.axis,
      level: level ? (level.uri ?? pickText(level.label, language)) : null,
      notes: pickTexts(competency.notes, language).join('\n\n') || null,
      keywords: pickTexts(competency.keywords, language).join('; ') || null,
      listEnumeration: competency.listEnumeration,
      sequence: own[0]?.sequence ?? null,
      educationLevel: competency.educationLevels.join('; ') || null,
      language: competency.language,
    }
    return frameworkColumns.map(({ name }) => cells[name])
  })
  return { columns: frameworkColumns, rows }
}

function flat(nodes: TreeNode<PackageCompetency>[]): PackageCompetency[] {
  return nodes.flatMap(({ item, children, repeated }) =>
    repeated ? [] : [item, ...flat(children)],
  )
}
