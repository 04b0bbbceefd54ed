import { computable } from './computable'

/** Reliability of raters, for the annual technical report and for the prior's strength only (METHOD §3, §2). */

export type ShroutFleiss = {
  ICC1: number
  ICC2: number
  ICC3: number
  ICC1k: number
  ICC2k: number
  ICC3k: number
}

/**
 * The six forms of Shrout and Fleiss on a complete matrix.
 * @param matrix one row a target, one column a rater
 * @returns null when not computable: fewer than 2 targets or raters, ragged rows, no variation
 */
export function shroutFleiss(matrix: readonly (readonly number[])[]): ShroutFleiss | null {
  const n = matrix.length
  const k = matrix[0]?.length ?? 0
  if (n < 2 || k < 2 || matrix.some((row) => row.length !== k)) return null
  const grand = mean(matrix.flat())
  const rows = matrix.map(mean)
  const columns = Array.from({ length: k }, (_, j) => mean(matrix.map((row) => row[j] ?? 0)))
  const squares = (values: readonly number[]) =>
    values.reduce((sum, v) => sum + (v - grand) ** 2, 0)
  const between = (k * squares(rows)) / (n - 1)
  const raters = (n * squares(columns)) / (k - 1)
  const total = squares(matrix.flat())
  const within = (total - between * (n - 1)) / (n * (k - 1))
  const error = (total - between * (n - 1) - raters * (k - 1)) / ((n - 1) * (k - 1))
  const forms = {
    ICC1: (between - within) / (between + (k - 1) * within),
    ICC2: (between - error) / (between + (k - 1) * error + (k * (raters - error)) / n),
    ICC3: (between - error) / (between + (k - 1) * error),
    ICC1k: (between - within) / between,
    ICC2k: (between - error) / (between + (raters - error) / n),
    ICC3k: (between - error) / between,
  }
  return computable(forms)
}

export type Icc1 = {
  /** Mean squares between and within cells. */
  MSB: number
  MSW: number
  /** Average cell size adjusted for imbalance: (N - sum n²/N) / (J - 1). */
  k0: number
  ICC1: number
  /** (1 - ICC1) / ICC1: the prior strength in votes; null when ICC1 is not positive. */
  priorVotes: number | null
}

/**
 * ICC(1) of unbalanced cells by one-way analysis of variance, from counts alone.
 * @param countsPerCell votes per level, one row a cell
 * @returns null with fewer than 2 cells that hold votes, nothing within cells, or no variation
 */
export function icc1(countsPerCell: readonly (readonly number[])[]): Icc1 | null {
  const cells = countsPerCell
    .map((counts) => ({
      n: counts.reduce((sum, count) => sum + count, 0),
      sum: counts.reduce((sum, count, level) => sum + count * level, 0),
      squares: counts.reduce((sum, count, level) => sum + count * level * level, 0),
    }))
    .filter((cell) => cell.n > 0)
  const n = cells.reduce((total, cell) => total + cell.n, 0)
  if (cells.length < 2 || n <= cells.length) return null
  const grand = cells.reduce((total, cell) => total + cell.sum, 0) / n
  const between = cells.reduce((total, { n, sum }) => total + n * (sum / n - grand) ** 2, 0)
  const within = cells.reduce((total, { n, sum, squares }) => total + squares - (sum * sum) / n, 0)
  const MSB = between / (cells.length - 1)
  const MSW = within / (n - cells.length)
  const k0 = (n - cells.reduce((total, cell) => total + cell.n ** 2, 0) / n) / (cells.length - 1)
  const ICC1 = (MSB - MSW) / (MSB + (k0 - 1) * MSW)
  return computable({ MSB, MSW, k0, ICC1, priorVotes: ICC1 > 0 ? (1 - ICC1) / ICC1 : null })
}

/** Spearman-Brown: reliability of the mean of n raters, or null when it does not exist. */
export function reliabilityOfMean(icc: number, n: number): number | null {
  const reliability = (n * icc) / (1 + (n - 1) * icc)
  return Number.isFinite(reliability) ? reliability : null
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
