import { getLocale, getTranslations } from 'next-intl/server'
import type { CycleBand } from '@/server/domain/asking/cycle-bands'
import { type CycleState, lastDayText } from '@/server/domain/asking/cycles'

type AskedCycle = {
  state: CycleState
  closesAt: Date
  timeZone: string
  answered: { band: CycleBand | null; asOf: Date | null; weekly: boolean }
}

/** How many have answered a cycle, in one sentence and in a cell of a table: a band with its day, or when it comes. */
export async function answeredWords() {
  const t = await getTranslations('cycles.answered')
  const locale = await getLocale()
  /** The last day before a moment at which answers were counted. */
  const day = (moment: Date, { timeZone }: AskedCycle, dateStyle: 'full' | 'medium') =>
    lastDayText(locale, moment, timeZone, dateStyle)
  return {
    sentence: (cycle: AskedCycle): string | null => {
      const { band, asOf, weekly } = cycle.answered
      if (band && asOf) {
        return t('sentence', { band: t(`bands.${band}`), date: day(asOf, cycle, 'full') })
      }
      if (cycle.state !== 'open' && cycle.state !== 'closed') return null
      const date = day(cycle.closesAt, cycle, 'full')
      return cycle.state === 'open' && weekly ? t('weekly', { date }) : t('closing', { date })
    },
    cell: (cycle: AskedCycle): { band: string; by: string | null } => {
      const { band, asOf } = cycle.answered
      if (band && asOf) {
        return { band: t(`bands.${band}`), by: t('by', { date: day(asOf, cycle, 'medium') }) }
      }
      if (cycle.state !== 'open' && cycle.state !== 'closed') return { band: '–', by: null }
      const date = day(cycle.closesAt, cycle, 'medium')
      const sundays = cycle.state === 'open' && cycle.answered.weekly
      return { band: '–', by: sundays ? t('fromSunday') : t('after', { date }) }
    },
  }
}
