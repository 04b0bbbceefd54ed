import type { GoldResults } from '@/server/domain/method/gold-results'

/** How many cases in how many suites the program was held against. */
export function checkedFigures({ suites }: GoldResults): { cases: number; suites: number } {
  return {
    cases: suites.reduce((sum, { cases }) => sum + cases, 0),
    suites: suites.length,
  }
}
