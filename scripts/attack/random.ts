/** A small generator of the same numbers for the same seed, so that an attack that succeeds can be repeated. */
export type Random = {
  /** Uniform on 0..1. */
  next: () => number
  /** Uniform whole number below `n`. */
  below: (n: number) => number
  /** True with probability p. */
  chance: (p: number) => boolean
  pick: <T>(from: readonly [T, ...T[]]) => T
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    chance: (p) => next() < p,
    pick: (from) => from[below(from.length)] ?? from[0],
  }
}
