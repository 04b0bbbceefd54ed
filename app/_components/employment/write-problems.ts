import 'server-only'
import type { EmploymentProblem } from '@/server/domain/catalogue/employment'
import { writeCsv } from '@/server/formats/csv'
import { speak } from '@/server/words/speak'

/** What is wrong with a file, line by line, for the spreadsheet in which it is mended. */
export function writeProblems(problems: readonly EmploymentProblem[]): string {
  const say = speak('employment')
  return writeCsv(
    [
      [say('problemFile.line'), say('problemFile.column'), say('problemFile.wrong')],
      ...problems.map(({ line, column, reason, detail }) => [
        line,
        column,
        say(`reason.${reason}`, { column, detail }),
      ]),
    ],
    { bom: true },
  )
}
