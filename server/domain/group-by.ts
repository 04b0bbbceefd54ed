/** Values by key, in the order they came; keys in the order they were first seen. */
export function groupBy<T, Key = string>(
  values: readonly T[],
  keyOf: (value: T) => Key,
): Map<Key, T[]> {
  const groups = new Map<Key, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}
