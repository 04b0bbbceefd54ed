const HOUR = 3_600_000

/**
 * Keeps things back until the hour is over, and longer while fewer than `fewest` have come together: whoever is told
 * can't tell when any of them happened, nor see one alone.
 */
export function heldBack<Thing>(
  tell: (thing: Thing) => void,
  { fewest, now = Date.now }: { fewest: number; now?: () => number },
): { add: (thing: Thing) => void; tellDue: () => void } {
  let held: Thing[] = []
  let hour = hourOf(now())

  function tellDue(): void {
    if (hourOf(now()) === hour) return
    hour = hourOf(now())
    if (held.length < fewest) return
    const due = held
    held = []
    for (const thing of due) tell(thing)
  }

  return {
    add(thing) {
      tellDue()
      held.push(thing)
    },
    tellDue,
  }
}

const hourOf = (at: number) => Math.floor(at / HOUR)
