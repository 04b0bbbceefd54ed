export type Timings = { perSecond: number; p50: number; p95: number; p99: number }

/** Runs `count` pieces of work with `writers` of them under way at a time; times in milliseconds. */
export async function timeWork(
  count: number,
  writers: number,
  work: (index: number) => Promise<unknown>,
): Promise<Timings> {
  const times: number[] = []
  let started = 0
  const began = performance.now()
  const writer = async () => {
    while (started < count) {
      const index = started
      started += 1
      const at = performance.now()
      await work(index)
      times.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
  const seconds = (performance.now() - began) / 1000
  const sorted = times.sort((a, b) => a - b)
  return {
    perSecond: count / seconds,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
  }
}

/** The middle of several runs, by speed. */
export function middle(runs: Timings[]): Timings {
  const sorted = [...runs].sort((a, b) => a.perSecond - b.perSecond)
  const chosen = sorted[Math.floor(sorted.length / 2)]
  if (!chosen) throw new Error('No run to take the middle of.')
  return chosen
}

function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
