import { type CsvCell, writeCsv } from '@/server/formats/csv'
import { speak } from '@/server/words/speak'
import type { ListSaid, MatchedList } from './match-addresses'
import { problemsOf } from './preview-addresses'

/** More lines than anybody mends by hand. */
const mostLines = 10_000

/** What was refused as a table to mend and add again: each line as it was, and what is wrong with it. */
export function refusedLines(
  matched: MatchedList,
  { headings, rows }: Pick<ListSaid['read'], 'headings' | 'rows'>,
): string {
  const problems = problemsOf(matched.rows)
  if (problems.length === 0) return ''
  const say = speak('cycles.addresses')
  const shown = problems.slice(0, mostLines)
  const cells = new Map(rows)
  const cellsOf = ({ line, text }: (typeof shown)[number]) => cells.get(line) ?? [text]
  const width = Math.max(1, headings.length, ...shown.map((each) => cellsOf(each).length))
  const padded = (cells: readonly string[]): CsvCell[] =>
    Array.from({ length: width }, (_, at) => cells[at] ?? '')
  const head = headings.length > 0 ? headings : rows.length > 0 ? [] : [say('address')]
  return writeCsv(
    [
      [...padded(head), say('line'), say('problem')],
      ...shown.map((problem) => [
        ...padded(cellsOf(problem)),
        problem.line,
        say(problem.reason, { firstLine: problem.firstLine ?? '' }),
      ]),
    ],
    { bom: true },
  )
}
