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

/** Runs one case and lists its differences; none means it passed. */
export type GoldSuite = (testCase: GoldCase, file: GoldFile) => string[]

/** A suite whose result is compared with `expected` as it stands. */
export function plain<Input>(
  schema: z.ZodType<Input>,
  run: (input: Input) => unknown,
  compare: (expected: unknown, actual: unknown, tolerance: number) => string[],
): GoldSuite {
  return (testCase, file) =>
    compare(testCase.expected, run(schema.parse(testCase.input)), file.tolerance.abs)
}
