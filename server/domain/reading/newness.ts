/** How long something is called new. */
export const newDays = 30

/** Whether what came at a moment is still called new. */
export function isNew(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() < newDays * 86_400_000
}
