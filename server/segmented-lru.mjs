/** How much of the whole is kept for what was asked for again. */
const PROTECTED = 0.8

/**
 * A map bounded by bytes and by entries that forgets the least recently used. What is asked for a
 * second time moves to a protected part, and new entries push out only what is not there: ten
 * thousand addresses that are visited once leave the hundred in use where they are. `onDrop` is told
 * each key that goes. An entry larger than `entryBytes` is not taken.
 */
export function segmentedLru({ bytes, entries, entryBytes = bytes, onDrop = (_key) => {} }) {
  const tried = segment()
  const used = segment()

  function get(key) {
    const kept = used.take(key) ?? tried.take(key)
    if (!kept) return undefined
    used.put(key, kept)
    while (used.bytes() > bytes * PROTECTED || used.size() > entries * PROTECTED) {
      tried.put(...used.shift())
    }
    shrink()
    return kept.value
  }

  function set(key, value, size) {
    const home = used.has(key) ? used : tried
    home.take(key)
    if (size > entryBytes) {
      onDrop(key)
      return false
    }
    home.put(key, { value, size })
    shrink()
    return true
  }

  function remove(key) {
    if (used.take(key) ?? tried.take(key)) onDrop(key)
  }

  function shrink() {
    while (tried.bytes() + used.bytes() > bytes || tried.size() + used.size() > entries) {
      const [key] = (tried.size() > 0 ? tried : used).shift()
      onDrop(key)
    }
  }

  return {
    get,
    set,
    delete: remove,
    entries: () => [...tried.entries(), ...used.entries()].map(([key, { value }]) => [key, value]),
    bytes: () => tried.bytes() + used.bytes(),
    size: () => tried.size() + used.size(),
  }
}

/** A map in the order of use, which knows the sum of its sizes. */
function segment() {
  const map = new Map()
  let sum = 0
  function take(key) {
    const kept = map.get(key)
    if (!kept) return undefined
    map.delete(key)
    sum -= kept.size
    return kept
  }
  return {
    take,
    put(key, kept) {
      map.set(key, kept)
      sum += kept.size
    },
    shift() {
      const [key] = map.keys()
      return [key, take(key)]
    },
    has: (key) => map.has(key),
    entries: () => map.entries(),
    bytes: () => sum,
    size: () => map.size,
  }
}
