/**
 * Where `actual` departs from `expected`: numbers by more than `tolerance`, everything else at all. Keys that only
 * `actual` has are fine. Null means "not computable" and equals nothing but null.
 */
export function differences(
  expected: unknown,
  actual: unknown,
  tolerance: number,
  path = '',
): string[] {
  const here = path === '' ? 'result' : path
  if (typeof expected === 'number' && typeof actual === 'number') {
    if (Math.abs(expected - actual) <= tolerance) return []
    return [`${here}: expected ${expected}, got ${actual}`]
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length) {
      return [`${here}: expected ${expected.length} entries, got ${actual.length}`]
    }
    return expected.flatMap((value, index) =>
      differences(value, actual[index], tolerance, `${path}[${index}]`),
    )
  }
  if (isRecord(expected) && isRecord(actual)) {
    return Object.keys(expected).flatMap((key) =>
      differences(expected[key], actual[key], tolerance, path === '' ? key : `${path}.${key}`),
    )
  }
  if (Object.is(expected, actual)) return []
  return [`${here}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`]
}

/** The largest distance between two numbers that stand at the same place in both; 0 where there are none. */
export function worstDifference(expected: unknown, actual: unknown): number {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return Number.isFinite(expected - actual) ? Math.abs(expected - actual) : 0
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return Math.max(0, ...expected.map((value, index) => worstDifference(value, actual[index])))
  }
  if (isRecord(expected) && isRecord(actual)) {
    return Math.max(
      0,
      ...Object.keys(expected).map((key) => worstDifference(expected[key], actual[key])),
    )
  }
  return 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
