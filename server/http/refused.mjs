// The framework's bundles read what this server counts: both are in one process.
const shared = Symbol.for('plumbline.refused')

/** Counts a request that goes no further, by what stopped it; gives the refusal back, if there is one. */
export function counted(by, refusal) {
  if (!refusal) return undefined
  globalThis[shared] ??= {}
  const counts = globalThis[shared]
  counts[by] = (counts[by] ?? 0) + 1
  return refusal
}
