export type Loop = { every: number; work: () => Promise<void> }

/** Ends a loop; resolves once what it has in hand is done. */
export type StopLoop = () => Promise<void>

/** Each loop goes by itself: what takes long, or never ends, holds nothing else up. */
export function startLoops(loops: readonly Loop[]): StopLoop[] {
  return loops.map(({ every, work }) => repeat(every, work))
}

/** Does something every few milliseconds; never again before it is done. */
function repeat(every: number, work: () => Promise<void>): StopLoop {
  let inHand: Promise<void> | null = null
  const timer = setInterval(() => {
    inHand ??= work().finally(() => {
      inHand = null
    })
  }, every)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await inHand
  }
}
