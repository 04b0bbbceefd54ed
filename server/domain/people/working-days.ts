const day = 86_400_000

/** The same time of day so many working days later, by UTC; a moment on a weekend counts as the Monday after. */
export function afterWorkingDays(from: Date, days: number): Date {
  let at = from.getTime()
  while (isWeekend(at)) at += day
  for (let left = days; left > 0; ) {
    at += day
    if (!isWeekend(at)) left -= 1
  }
  return new Date(at)
}

function isWeekend(at: number): boolean {
  return [0, 6].includes(new Date(at).getUTCDay())
}
