/** The figures, or null when one of their numbers is not finite: "not computable" is null, never NaN. */
export function computable<Figures extends object>(figures: Figures): Figures | null {
  const numbers = Object.values(figures).filter((value) => typeof value === 'number')
  return numbers.every(Number.isFinite) ? figures : null
}
