// Old versions of Node must be able to read this file, so it keeps to plain syntax.
export const OLDEST_NODE = '20.19.0'

/** @returns {boolean} whether this Node is new enough; if not, one line has been written. */
export function nodeIsNewEnough(version = process.versions.node) {
  if (compare(version, OLDEST_NODE) >= 0) return true
  process.stderr.write(`Plumbline needs Node ${OLDEST_NODE} or newer; this is Node ${version}.\n`)
  return false
}

function compare(left, right) {
  const a = left.split('.').map(Number)
  const b = right.split('.').map(Number)
  for (let i = 0; i < 3; i += 1) {
    if (a[i] !== b[i]) return a[i] - b[i]
  }
  return 0
}
