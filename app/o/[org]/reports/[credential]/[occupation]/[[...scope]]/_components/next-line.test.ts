import { expect, test } from 'vitest'
import type { ReportLine } from '@/server/domain/reading/report-view'
import { nextLine } from './next-line'

const line = (key: string, over: Partial<ReportLine>): ReportLine => ({
  ...{ key, label: key, standing: 'decide', decided: false, demanded: true },
  ...{ asked: null, overdue: false },
  ...over,
})

test('the next line is the first on the page that is to be decided and is not', () => {
  const faded = line('faded', { standing: 'faded' })
  const offered = line('offered', { standing: 'talk', demanded: false })
  const decided = line('decided', { decided: true })
  expect(nextLine({ lines: [faded, offered, decided, line('open', {})] })?.key).toBe('open')
  expect(nextLine({ lines: [offered, decided, faded] })?.key).toBe('faded')
  expect(nextLine({ lines: [offered, decided] })).toBeUndefined()
})
