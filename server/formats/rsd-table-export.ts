import type { FrameworkPackage } from '@/server/domain/catalogue/frameworks'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import type { CsvCell } from './csv'
import { tableCsv } from './export-table'
import { listOf, objectsOf, textOf } from './json-reading'
import { exportedColumns, rsdTableColumns } from './rsd-columns'
import { writeRsd } from './rsd-export'
import { occupationCodes } from './rsd-occupations'
import { nameIn } from './rsd-skill'

/**
 * The package as the table that OSMT exports: one skill a row, several values of a cell with `; ` between
 * them, three columns for each alignment. Who wrote the framework stands where a skill names nobody.
 */
export function writeRsdTable(found: FrameworkPackage, options: { bom: boolean }): string {
  const { skills, ...collection } = writeRsd(found)
  const most = skills.reduce((max, { alignments }) => Math.max(max, listOf(alignments).length), 0)
  const rows = skills.map((skill) => [
    ...exportedColumns.map((column) => cellOf(column, skill, collection)),
    ...alignmentCells(skill, most),
  ])
  return tableCsv({ columns: rsdTableColumns(most), rows }, options)
}

function cellOf(
  column: (typeof exportedColumns)[number],
  skill: JsonObject,
  collection: JsonObject,
): CsvCell {
  switch (column) {
    case 'url':
      return textOf(skill.id)
    case 'name':
      return textOf(skill.skillName)
    case 'statement':
      return textOf(skill.skillStatement)
    case 'authors':
      return namesIn(skill.authors) ?? textOf(collection.author)
    case 'categories':
    case 'keywords':
    case 'standards':
    case 'certifications':
    case 'employers':
      return namesIn(skill[column])
    default:
      return inCell(occupationCodes(skill.occupations, column))
  }
}

function alignmentCells(skill: JsonObject, most: number): CsvCell[] {
  const cells = listOf(skill.alignments).flatMap((alignment): CsvCell[] => {
    if (!isJsonObject(alignment)) return [textOf(alignment), null, null]
    const [part] = objectsOf(alignment.isPartOf)
    const framework = part ? nameIn(part) : textOf(alignment.isPartOf)
    return [textOf(alignment.skillName), textOf(alignment.id), framework]
  })
  return Array.from({ length: 3 * most }, (_, at) => cells[at] ?? null)
}

function namesIn(list: Json | undefined): string | null {
  return inCell(listOf(list).flatMap((item) => nameIn(item) ?? []))
}

function inCell(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join('; ')
}
