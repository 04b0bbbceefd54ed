import {
  type ClaimField,
  type ClaimLine,
  type ClaimsRead,
  type ClaimTable,
  isLettered,
  isMarked,
  kindsNamed,
  longestClaimText,
  mostClaimLines,
} from '@/server/domain/catalogue/claim-lists'
import { type ClaimKind, claimKinds } from '@/server/domain/catalogue/credentials'
import { DomainError } from '@/server/domain/errors'
import { cut } from './cut'
import { firstRows } from './first-rows'
import { plainHeading } from './headings'
import { headingRank } from './sheet-headings'
import { readTable, type Table, type TableRow, tableRows } from './table'
import { openTableFile, remarksOf } from './table-file'

type Said = {
  sheet?: number | undefined
  headingLine?: number | undefined
  fields?: readonly ClaimField[] | undefined
}

export type ClaimFile = { read: ClaimsRead; sheet: Omit<ClaimTable, 'remembered'> }

/** Each heading as `plainHeading` writes it; what names a competency is known by the headings of frameworks. */
const headings: Record<Exclude<ClaimField, '' | 'competency'>, readonly string[]> = {
  kinds: [
    ...['claim', 'claims', 'kind', 'kinds', 'kindofclaim', 'claimtype', 'typeofclaim', 'how'],
    ...['relationship', 'relation', 'teachesassessesrequires', 'coverage', 'covered'],
    ...['relacion', 'tipoderelacion'],
  ],
  teaches: ['teaches', 'teach', 'taught', 'teaching', 'ensena', 'seensena', 'ensenada'],
  assesses: [
    ...['assesses', 'assess', 'assessed', 'assessment', 'tested', 'evalua', 'seevalua', 'evaluada'],
  ],
  requires: ['requires', 'require', 'required', 'prerequisite', 'prerequisites', 'requiere'],
  level: ['level', 'claimlevel', 'atlevel', 'proficiency', 'proficiencylevel', 'nivel'],
}

const longestName = 10_000
const longestLevel = 120

/**
 * Claims from a text or a sheet of a workbook: what names each line's competency and which kinds it says. Where no heading
 * is known a list of one column names competencies, and of several the table `asks` what they hold. Throws what
 * `openTableFile` and `readTable` throw, and `limit_reached` above 400,000 characters.
 */
export function readClaimFile(bytes: Uint8Array, said: Said): ClaimFile {
  const file = openTableFile(bytes, { sheet: said.sheet, knows: isClaimHeading })
  const { source, sheets, sheet } = file
  const length =
    typeof source === 'string'
      ? source.length
      : source.reduce((sum, { cells }) => sum + cells.join(' ').length, 0)
  if (length > longestClaimText) {
    throw new DomainError('limit_reached', 'claims.fileTooLong', { field: 'file' })
  }
  const table = tableOf(source, said)
  const fields = said.fields ? saidFields(said.fields, table) : guessFields(table)
  const asks = !fields.includes('competency')
  return {
    read: {
      ...(asks ? { lines: [], left: 0, unused: [] } : readLines(table, fields)),
      remarks: remarksOf(file),
    },
    sheet: {
      ...{ sheets, sheet, fields, asks },
      headingLine: table.headingLine,
      headers: table.headers,
      rows: firstRows(tableRows(source, isClaimHeading), table.headingLine),
    },
  }
}

function isClaimHeading(heading: string): boolean {
  return fieldOf(heading) !== ''
}

function fieldOf(heading: string): ClaimField {
  if (heading.length > 200) return ''
  const plain = plainHeading(heading)
  const ours = (['kinds', ...claimKinds, 'level'] as const).find((field) =>
    headings[field].includes(plain),
  )
  if (ours) return ours
  const names = (['identifier', 'code', 'label', 'statement'] as const).some(
    (column) => headingRank(column, heading) !== null,
  )
  return names ? 'competency' : ''
}

/** A list of one column under no heading we know is taken for one without: its first line is a competency too. */
function tableOf(source: string | TableRow[], { headingLine }: Said): Table {
  const table = readTable(source, { knows: isClaimHeading, headingLine })
  const isHeaded = table.headers.length > 1 || table.headers.some(isClaimHeading)
  return isHeaded || headingLine !== undefined
    ? table
    : readTable(source, { knows: isClaimHeading, headingLine: 0 })
}

function guessFields({ headers, headingLine }: Table): ClaimField[] {
  if (headers.length === 1) return ['competency']
  if (headingLine === 0) return headers.map(() => '')
  const taken = new Set<ClaimField>()
  return headers.map((heading) => {
    const field = fieldOf(heading)
    if (field !== 'competency' && taken.has(field)) return ''
    taken.add(field)
    return field
  })
}

/** Throws `invalid` where no column names the competency, and with the column where another holds the same already. */
function saidFields(said: readonly ClaimField[], { headers }: Table): ClaimField[] {
  const fields = headers.map((_, at) => said[at] ?? '')
  for (const [at, field] of fields.entries()) {
    const first = fields.indexOf(field)
    if (field === '' || field === 'competency' || first === at) continue
    throw new DomainError('invalid', 'tables.columnTwice', {
      field: `column.${at}`,
      values: { first: first + 1, second: at + 1 },
    })
  }
  if (!fields.includes('competency')) throw new DomainError('invalid', 'claims.columnsNotNamed')
  return fields
}

function readLines({ rows, headers }: Table, fields: readonly ClaimField[]) {
  const at = (field: ClaimField) => fields.indexOf(field)
  const names = fields.flatMap((field, column) => (field === 'competency' ? [column] : []))
  const marks = claimKinds.flatMap((kind) => (at(kind) < 0 ? [] : [{ kind, column: at(kind) }]))
  const kinds = at('kinds')
  const lettered = kinds >= 0 && isLettered(rows.map(({ cells }) => cells[kinds] ?? ''))
  const lines = rows.slice(0, mostClaimLines).map(({ line, cells }): ClaimLine => {
    const cell = (column: number) => (column < 0 ? '' : (cells[column] ?? '').trim())
    return {
      line,
      names: names.map((column) => cut(cell(column), longestName)).filter(Boolean),
      ...kindsOf({
        named: kinds < 0 ? null : { text: cell(kinds), lettered },
        marked: marks.map(({ kind, column }) => ({ kind, text: cell(column) })),
      }),
      level: cut(cell(at('level')), longestLevel) || null,
    }
  })
  const unused = headers.filter(
    (heading, column) =>
      heading !== '' && fields[column] === '' && rows.some(({ cells }) => cells[column]?.trim()),
  )
  return { lines, left: Math.max(0, rows.length - mostClaimLines), unused: unused.slice(0, 60) }
}

type KindCells = {
  named: { text: string; lettered: boolean } | null
  marked: { kind: ClaimKind; text: string }[]
}

/** All kinds a line says, in whichever of its columns; null where the sheet has none for them. */
function kindsOf({ named, marked }: KindCells): Pick<ClaimLine, 'kinds' | 'unknown'> {
  if (!named && marked.length === 0) return { kinds: null, unknown: null }
  const words = named ? kindsNamed(named.text, named.lettered) : []
  const doubtful = marked.find(({ kind, text }) => isMarked(text, kind) === null)
  const unknown = words === null ? (named?.text ?? '') : (doubtful?.text ?? null)
  const crossed = marked.flatMap(({ kind, text }) => (isMarked(text, kind) ? [kind] : []))
  const all = new Set([...(words ?? []), ...crossed])
  return { kinds: claimKinds.filter((kind) => all.has(kind)), unknown }
}
