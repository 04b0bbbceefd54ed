import { standings } from '@/server/domain/reading/asking-lines'
import type { ReportLine, ReportView } from '@/server/domain/reading/report-view'

/** The next line to decide, as they stand on the page. */
export function nextLine({ lines }: Pick<ReportView, 'lines'>): ReportLine | undefined {
  const open = lines.filter(({ demanded, decided }) => demanded && !decided)
  return standings
    .map((group) => open.find(({ standing }) => standing === group))
    .find((line) => line !== undefined)
}
