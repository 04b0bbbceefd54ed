/** One line of the table: what was tried, what came of it, and whether the same attack succeeds where it must. */
export type Finding = {
  test: string
  tried: string
  recovered: string
  control: string
  passed: boolean
}

export function share(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((1000 * part) / whole) / 10} %`
}
