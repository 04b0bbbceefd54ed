import { setImmediate as nextTurn } from 'node:timers/promises'

/** What long work gives, done piece by piece with everybody else's work between. */
export async function inTurns<Made>(work: Generator<undefined, Made>): Promise<Made> {
  for (let piece = work.next(); ; piece = work.next()) {
    if (piece.done) return piece.value
    await nextTurn()
  }
}
