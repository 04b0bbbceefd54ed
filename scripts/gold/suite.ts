import { z } from 'zod'

/** A case of a suite file; some suites keep their expectation beside `expected`, so the rest is kept. */
export const GoldCase = z.looseObject({
  id: z.string(),
  input: z.unknown(),
  expected: z.unknown().optional(),
})
export type GoldCase = z.infer<typeof GoldCase>

export const GoldFile = z.looseObject({
  suite: z.string(),
  tolerance: z.looseObject({ abs: z.number(), exactMonteCarloAbs: z.number().optional() }),
  cases: z.array(GoldCase),
})
export type GoldFile = z.infer<typeof GoldFile>

/** Lists where a result departs from what was expected; what it is given counts into the suite's worst difference. */
export type Check = (
  expected: unknown,
  actual: unknown,
  tolerance: number,
  path?: string,
) => string[]

/** Runs one case and lists its differences; none means it passed. */
export type GoldSuite = (testCase: GoldCase, file: GoldFile, check: Check) => string[]

/** A suite whose result is compared with `expected` as it stands, or as `expectedOf` says it in the program's words. */
export function plain<Input>(
  schema: z.ZodType<Input>,
  run: (input: Input) => unknown,
  expectedOf: (expected: unknown) => unknown = (expected) => expected,
): GoldSuite {
  return (testCase, file, check) =>
    check(expectedOf(testCase.expected), run(schema.parse(testCase.input)), file.tolerance.abs)
}
