import { DomainError } from '@/server/domain/errors'

/** Children at once in one server; each takes a processor and some hundred megabytes. */
const places = 2

type Waiting = { enter: () => void }
type Queue = { taken: number; waiting: Waiting[] }

const held: typeof globalThis & { plumblineChildren?: Queue } = globalThis

/** Waits for one of the places children run in, first come first served; gives what leaves it again. */
export async function takePlace(waits: number): Promise<() => void> {
  held.plumblineChildren ??= { taken: 0, waiting: [] }
  const queue = held.plumblineChildren
  if (queue.taken < places) queue.taken += 1
  else await waitForPlace(queue, waits)
  return () => {
    const next = queue.waiting.shift()
    if (next) next.enter()
    else queue.taken -= 1
  }
}

function waitForPlace(queue: Queue, waits: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting: Waiting = {
      enter() {
        clearTimeout(timer)
        resolve()
      },
    }
    const timer = setTimeout(() => {
      queue.waiting = queue.waiting.filter((each) => each !== waiting)
      reject(new DomainError('limit_reached', 'limits.readingMany', { field: 'file' }))
    }, waits)
    queue.waiting.push(waiting)
  })
}
