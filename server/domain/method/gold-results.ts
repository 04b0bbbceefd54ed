import { z } from 'zod'
import results from './gold-results.json'

const Schema = z.object({
  /** The version of the method that was checked, and when. */
  method: z.string(),
  checkedOn: z.iso.date(),
  suites: z.array(
    z.object({
      suite: z.string(),
      cases: z.number().int(),
      /** How far a number may lie from its reference, and what no number exceeded. */
      tolerance: z.number(),
      worstBelow: z.number(),
    }),
  ),
})
export type GoldResults = z.infer<typeof Schema>

/** What came of holding the program against the reference vectors; written by `npm run gold -- <folder> --write`. */
export const GOLD_RESULTS: GoldResults = Schema.parse(results)
