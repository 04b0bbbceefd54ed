import type { ImportView } from '@/server/domain/catalogue/imports'
import { speak } from '@/server/words/speak'
import { complain, print, say } from './command'

/** What is wrong in a file, on standard error, and what importing it would change. */
export function describeImport({
  summary,
  problems,
}: Pick<ImportView, 'summary' | 'problems'>): void {
  for (const { severity, line, column, path, reason, detail = '' } of problems) {
    const place = [line ? say('import.line', { line }) : '', column ?? path ?? '']
      .filter(Boolean)
      .join(', ')
    const what = speak('imports')(`reason.${reason}`, { detail })
    complain(say('import.problem', { severity, place: place || say('import.wholeFile'), what }))
  }
  if (!summary) return
  const { added, changed, gone, moved, leftOut, alike, rows } = summary
  print(say('import.counts', { added, changed, gone, moved, leftOut }))
  for (const { before, statement } of rows.alike) {
    print(say('import.alike', { before: before ?? '', after: statement }))
  }
  const more = alike - rows.alike.length
  if (more > 0) print(say('import.moreAlike', { count: more }))
}
