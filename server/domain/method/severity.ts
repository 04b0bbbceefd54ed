export type Severity = {
  grandMean: number
  /** Levels above (lenient) or below (strict) the mean, one an employer and one a credential, by index. */
  leniency: number[]
  credentialEffect: number[]
}

/** One employer's mean level on one credential; both are indexes. */
export type SeverityRating = { employer: number; credential: number; meanLevel: number }

/**
 * Leniency diagnostic, never used in a published number (METHOD §4): minimises
 * sum (y - g - a_e - c_j)² + ridgeEmployer × sum a_e² + ridgeCredential × sum c_j², g the plain mean.
 * @returns null without ratings or with an index out of range
 */
export function severity(
  ratings: readonly SeverityRating[],
  employers: number,
  credentials: number,
  { ridgeEmployer = 0.5, ridgeCredential = 1 } = {},
): Severity | null {
  const size = employers + credentials
  const known = (rating: SeverityRating) =>
    rating.employer >= 0 &&
    rating.employer < employers &&
    rating.credential >= 0 &&
    rating.credential < credentials
  if (ratings.length === 0 || !ratings.every(known)) return null
  const grandMean = ratings.reduce((sum, rating) => sum + rating.meanLevel, 0) / ratings.length
  const matrix = Array.from({ length: size }, (_, row) => {
    const line = new Array<number>(size + 1).fill(0)
    line[row] = row < employers ? ridgeEmployer : ridgeCredential
    return line
  })
  for (const { employer, credential, meanLevel } of ratings) {
    const other = employers + credential
    for (const [row, column] of [
      [employer, employer],
      [employer, other],
      [other, employer],
      [other, other],
    ] as const) {
      add(matrix, row, column, 1)
    }
    add(matrix, employer, size, meanLevel - grandMean)
    add(matrix, other, size, meanLevel - grandMean)
  }
  const effects = solved(matrix)
  return {
    grandMean,
    leniency: effects.slice(0, employers),
    credentialEffect: effects.slice(employers),
  }
}

/** Employers to look at: more than one level off on three credentials or more (METHOD §4, §9). */
export function isConspicuous(leniency: number, credentialsRated: number): boolean {
  return Math.abs(leniency) > 1 && credentialsRated >= 3
}

function add(matrix: number[][], row: number, column: number, value: number): void {
  const line = matrix[row]
  if (line) line[column] = (line[column] ?? 0) + value
}

/** Gauss-Jordan elimination; the ridges make the matrix positive definite, so no pivoting is needed. */
function solved(matrix: number[][]): number[] {
  const size = matrix.length
  for (let pivot = 0; pivot < size; pivot++) {
    const lead = matrix[pivot] ?? []
    const scale = lead[pivot] ?? 1
    for (let column = pivot; column <= size; column++) lead[column] = (lead[column] ?? 0) / scale
    for (const line of matrix) {
      const factor = line === lead ? 0 : (line[pivot] ?? 0)
      if (factor === 0) continue
      for (let column = pivot; column <= size; column++) {
        line[column] = (line[column] ?? 0) - factor * (lead[column] ?? 0)
      }
    }
  }
  return matrix.map((line) => line[size] ?? 0)
}
