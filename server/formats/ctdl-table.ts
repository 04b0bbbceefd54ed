import type { FrameworkPackage, Problem } from '@/server/domain/catalogue/frameworks'
import type { JsonObject } from '@/server/domain/json'
import { readCtdl } from './ctdl'
import { isOfType } from './ctdl-nodes'
import type { Table } from './table'

/** Whether a table is a framework of CTDL-ASN by rows: its columns are properties, and one row is the framework. */
export function isCtdlTable(table: Table): boolean {
  const isVocabulary = table.headers.some((header) => /^ceasn:competencyText/i.test(header))
  return isVocabulary && nodesOf(table).some((node) => isOfType(node, 'CompetencyFramework'))
}

/**
 * Reads a table whose columns are CTDL-ASN properties (`@id`, `@type`, `ceasn:competencyText`), as
 * publishing tools write them: each row a node, several values of a cell with `|` between them, a
 * language behind a property (`ceasn:name@es`). What cannot be used is named by its line.
 */
export function ctdlOfTable(table: Table, problems: Problem[]): FrameworkPackage {
  const nodes = nodesOf(table)
  const lines = new Map(table.rows.map(({ line }, at) => [nodes[at]?.['@id'], line]))
  const found = readCtdl(nodes, [...problems, ...table.problems])
  const placed = <T extends { path?: string; line?: number }>(place: T): T => {
    const line = lines.get(place.path)
    if (line === undefined) return place
    const { path: _, ...rest } = place
    return { ...rest, line } as T
  }
  return {
    ...found,
    competencies: found.competencies.map((competency) => ({
      ...competency,
      place: placed(competency.place),
    })),
    problems: found.problems.map(placed),
  }
}

const references = /^ceasn:(?:is|has)|^ceterms:.*target/i

function nodesOf({ headers, rows }: Table): JsonObject[] {
  return rows.map(({ cells, line }) => {
    const node: JsonObject = { '@id': `_:line-${line}` }
    for (const [at, header] of headers.entries()) {
      const cell = cells[at]?.trim() ?? ''
      if (cell === '' || header === '' || header === '__proto__') continue
      const [, property = header, language] = /^(@?[^@]+)@([a-z-]+)$/i.exec(header) ?? []
      const value = references.test(property) ? cell.split(/\s*\|\s*/) : cell
      const standing = node[property]
      if (language === undefined) node[property] = value
      else {
        const map = typeof standing === 'object' && !Array.isArray(standing) ? standing : {}
        node[property] = { ...map, [language]: cell }
      }
    }
    return node
  })
}
