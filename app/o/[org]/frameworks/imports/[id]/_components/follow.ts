/**
 * Looks again and again, so many milliseconds after each answer, and tells what it saw, or null when a look failed;
 * until it saw the end or is called off, after which nothing is told any more.
 */
export async function follow<Seen>(
  look: (calledOff: AbortSignal) => Promise<Seen>,
  {
    tell,
    ended,
    calledOff,
    every = 1_000,
  }: {
    tell: (seen: Seen | null) => void
    ended: (seen: Seen) => boolean
    calledOff: AbortSignal
    every?: number
  },
): Promise<void> {
  for (;;) {
    const seen = await look(calledOff).catch(() => null)
    if (calledOff.aborted) return
    tell(seen)
    if (seen !== null && ended(seen)) return
    await new Promise((resolve) => setTimeout(resolve, every))
    if (calledOff.aborted) return
  }
}
