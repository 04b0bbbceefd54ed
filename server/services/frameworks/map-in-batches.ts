import { setImmediate as nextTurn } from 'node:timers/promises'

const batch = 500

/** What each item gives, made in batches with everybody else's work between: a file may hold 100,000 items. */
export async function mapInBatches<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Made,
): Promise<Made[]> {
  const made: Made[] = []
  for (let at = 0; at < items.length; at += batch) {
    for (const item of items.slice(at, at + batch)) made.push(make(item))
    await nextTurn()
  }
  return made
}
