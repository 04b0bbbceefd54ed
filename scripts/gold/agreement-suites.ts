import { z } from 'zod'
import { agreement } from '@/server/domain/method/agreement'
import { ALPHA_METRICS, krippendorffAlpha } from '@/server/domain/method/alpha'
import { borich, rankByNeed } from '@/server/domain/method/borich'
import { coverage, LINK_KINDS, LINK_STATUSES } from '@/server/domain/method/coverage'
import { icc1, reliabilityOfMean, shroutFleiss } from '@/server/domain/method/icc'
import { severity } from '@/server/domain/method/severity'
import { employerVote } from '@/server/domain/method/votes'
import { type GoldSuite, plain } from './suite'

const numbers = z.array(z.number())

const krippendorff: GoldSuite = (testCase, file, check) => {
  const { alpha } = z.looseObject({ alpha: z.number().nullable() }).parse(testCase.expected)
  const { level, values, countsPerUnit } = z
    .object({
      level: z.enum(ALPHA_METRICS),
      values: numbers,
      countsPerUnit: z.array(numbers),
    })
    .parse(testCase.input)
  const actual = krippendorffAlpha(countsPerUnit, values, level)
  return check({ alpha }, { alpha: actual }, file.tolerance.abs)
}

const icc = plain(
  z.union([
    z.object({ targetsByRaters: z.array(numbers) }),
    z.object({ groups: z.array(numbers) }),
  ]),
  (input) => {
    if ('targetsByRaters' in input) return shroutFleiss(input.targetsByRaters)
    const result = icc1(input.groups.map((levels) => countsOf(levels)))
    return (
      result && {
        ...result,
        priorStrengthM: result.priorVotes,
        reliabilityOfMeanAtN: {
          n5: reliabilityOfMean(result.ICC1, 5),
          n10: reliabilityOfMean(result.ICC1, 10),
        },
      }
    )
  },
)

const paired = z.object({ importance: numbers, ability: numbers })

const borichSuite: GoldSuite = (testCase, file, check) => {
  const ranking = z.object({ items: z.array(z.string()) }).safeParse(testCase.input)
  if (!ranking.success) {
    const { importance, ability } = paired.parse(testCase.input)
    const result = borich(importance, ability)
    const actual = result && {
      ...result,
      nrPct: result.belowPct,
      trPct: result.tiedPct,
      prPct: result.abovePct,
    }
    return check(testCase.expected, actual, file.tolerance.abs)
  }
  const items = file.cases.flatMap(({ id, input }) => {
    const columns = paired.safeParse(input)
    const result = columns.success ? borich(columns.data.importance, columns.data.ability) : null
    return result && ranking.data.items.includes(id) ? [{ id, ...result }] : []
  })
  const actual = {
    byMwdsDescending: rankByNeed(items, 'mwds'),
    byRdsAscending: rankByNeed(items, 'rds'),
  }
  return check(testCase.expected, actual, file.tolerance.abs)
}

const importanceLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/** Suites about agreement, paired answers and what stands on paper. */
export const agreementSuites: Readonly<Record<string, GoldSuite>> = {
  agreement: plain(
    z.object({ levels: numbers, categories: z.number() }),
    ({ levels, categories }) => agreement(countsOf(levels, categories)),
  ),
  krippendorff,
  icc,
  borich: borichSuite,
  employer_vote: plain(z.object({ ratings: z.array(z.number().nullable()) }), ({ ratings }) => ({
    vote: employerVote(ratings),
  })),
  severity_diagnostic: plain(
    z.object({
      employers: z.number(),
      credentials: z.number(),
      ratings: z.array(
        z.object({ employer: z.number(), credential: z.number(), meanLevel: z.number() }),
      ),
      ridgeEmployer: z.number(),
      ridgeCredential: z.number(),
    }),
    ({ ratings, employers, credentials, ...ridges }) =>
      severity(ratings, employers, credentials, ridges),
  ),
  catalogue_coverage: plain(
    z.object({
      requirements: z.array(z.object({ id: z.string(), importanceLevel })),
      links: z.array(
        z.object({
          requirement: z.string(),
          type: z.enum(LINK_KINDS),
          status: z.enum(LINK_STATUSES),
        }),
      ),
    }),
    ({ requirements, links }) =>
      coverage(
        requirements.map(({ id, importanceLevel }) => ({ id, level: importanceLevel })),
        links.map(({ requirement, type, status }) => ({ requirement, kind: type, status })),
      ),
  ),
}

/** Levels as counts; a scale that begins at 1 is moved down by one, which changes nothing that is measured. */
function countsOf(levels: readonly number[], categories = Math.max(...levels) + 1): number[] {
  const first = levels.some((level) => level >= categories) ? 1 : 0
  const counts = new Array<number>(categories).fill(0)
  for (const level of levels) counts[level - first] = (counts[level - first] ?? 0) + 1
  return counts
}
