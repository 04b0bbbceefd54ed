import { DomainError } from '@/server/domain/errors'
import { plainHeading } from './headings'
import { readTable } from './table'
import { openTableFile } from './table-file'

/** One thing an occupation is called, as O*NET has it: `source` is what its column of sources says. */
export type AlternateTitle = { line: number; code: string; phrase: string; source: string }

export type AlternateTitleProblem = {
  line: number
  reason: 'noCode' | 'noTitle' | 'longTitle'
  detail: string
}

/** Longer than any title of a job. */
const longestTitle = 200

/**
 * Reads O*NET's table "Alternate Titles", as text with tabs or as a workbook: a row's title and its short title, where it has
 * one, each once for a code. Throws `invalid` where a column is missing, and what `readTable` throws.
 *
 * @see https://www.onetcenter.org/dictionary/ (Alternate Titles)
 */
export function readAlternateTitles(bytes: Uint8Array): {
  titles: AlternateTitle[]
  problems: AlternateTitleProblem[]
} {
  const knows = (heading: string) => fieldOf(heading) !== null
  const { headers, rows } = readTable(openTableFile(bytes, { knows }).source, { knows })
  const fields = headers.map(fieldOf)
  const at = { code: columnOf('code'), title: columnOf('title') }
  const [short, from] = [fields.indexOf('short'), fields.indexOf('source')]
  const titles = new Map<string, AlternateTitle>()
  const problems: AlternateTitleProblem[] = []
  for (const { line, cells } of rows) {
    const cell = (column: number) => (cells[column] ?? '').replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
    const [code, title] = [cell(at.code), cell(at.title)]
    const phrases = [title, cell(short)].filter((phrase) => !/^(?:n\/?a)?$/i.test(phrase))
    const long = phrases.find((phrase) => phrase.length > longestTitle)
    if (!/^\d{2}-\d{4}\.\d{2}$/.test(code)) {
      problems.push({ line, reason: 'noCode', detail: code.slice(0, 40) })
    } else if (title === '') {
      problems.push({ line, reason: 'noTitle', detail: code })
    } else if (long !== undefined) {
      problems.push({ line, reason: 'longTitle', detail: `${long.slice(0, 40)}…` })
    } else {
      for (const phrase of phrases) {
        const key = `${code} ${phrase.toLowerCase()}`
        if (!titles.has(key)) titles.set(key, { line, code, phrase, source: cell(from) })
      }
    }
  }
  return { titles: [...titles.values()], problems }

  function columnOf(field: 'code' | 'title'): number {
    const column = fields.indexOf(field)
    if (column >= 0) return column
    throw new DomainError('invalid', 'occupations.titlesColumn', {
      values: { column: field === 'code' ? 'O*NET-SOC Code' : 'Alternate Title' },
    })
  }
}

function fieldOf(heading: string): 'code' | 'title' | 'short' | 'source' | null {
  switch (plainHeading(heading)) {
    case 'onetsoccode':
      return 'code'
    case 'alternatetitle':
      return 'title'
    case 'shorttitle':
      return 'short'
    case 'source':
    case 'sources':
      return 'source'
    default:
      return null
  }
}
