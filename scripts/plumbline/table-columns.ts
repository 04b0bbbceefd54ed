import type { ImportView } from '@/server/domain/catalogue/imports'
import {
  mostGroups,
  type SheetColumn,
  sheetColumns,
  unusedColumns,
} from '@/server/domain/catalogue/sheet-columns'
import type { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'
import { columnAt, numbered } from './chosen-table'
import { say, UsageError } from './command'

type Sheet = NonNullable<ImportView['sheet']>

/**
 * The columns of a table as its headings suggest them, and as `said` sets right: our words, each with a
 * heading or a number of theirs (`statement=Competency; code=2; groups=Category > Subcategory`); nothing
 * behind the sign leaves a column out. Throws when a word or heading is unknown, or nothing is the statement.
 */
export function tableColumns(sheet: Sheet, said: string | undefined): SpreadsheetMapping {
  const mapping: SpreadsheetMapping = { ...sheet.mapping }
  const parts = said?.split(';').filter((part) => part.trim() !== '') ?? []
  for (const part of parts) {
    const at = part.indexOf('=')
    const [name, places] = [part.slice(0, at).trim(), part.slice(at + 1).split('>')]
    const columns = places
      .filter((place) => place.trim() !== '')
      .map((place) => columnAt(place, sheet.headers))
    if (name === 'groups' && at > 0 && columns.length <= mostGroups) mapping.groups = columns
    else if (at > 0 && isOurs(name) && columns.length < 2) mapping[name] = columns[0]
    else {
      throw new UsageError(
        say('help.columnUnknown', {
          part: part.trim(),
          columns: ['groups', ...sheetColumns].join(', '),
        }),
      )
    }
  }
  if (mapping.statement === undefined) {
    throw new UsageError(say('import.ask', { headings: numbered(sheet.headers) }))
  }
  const taken = new Set(sheetColumns.map((column) => mapping[column]))
  return { ...mapping, translations: mapping.translations?.filter(({ at }) => !taken.has(at)) }
}

/** Which column is taken for what, and what is not used, in a line each. */
export function describeColumns({ headers }: Sheet, mapping: SpreadsheetMapping): string[] {
  const used = sheetColumns.flatMap((column) => {
    const at = mapping[column]
    return at === undefined ? [] : [`${column} = ${headers[at] ?? ''}`]
  })
  const others = (mapping.translations ?? []).map(
    ({ column, at }) => `${column} = ${headers[at] ?? ''}`,
  )
  const groups = (mapping.groups ?? []).map((at) => headers[at] ?? '').join(' > ')
  const unused = unusedColumns(headers, mapping).map((at) => headers[at] ?? '')
  return [
    say('import.columns', {
      columns: [...used, ...others, ...(groups ? [`groups = ${groups}`] : [])].join('; '),
    }),
    ...(unused.length > 0 ? [say('import.unused', { names: unused.join(', ') })] : []),
  ]
}

function isOurs(name: string): name is SheetColumn {
  return sheetColumns.some((column) => column === name)
}
