/** The versions of the method, newest first, each with the day it came into the program; the words stand in messages. */
export const METHOD_CHANGES = [
  { version: '1.2', date: '2026-11-29', key: 'v1-2' },
  { version: '1.1', date: '2026-11-22', key: 'v1-1' },
  { version: '1.0', date: '2026-11-21', key: 'v1-0' },
] as const

/** The version of the method stamped on every figure and release. */
export const METHOD_VERSION: string = METHOD_CHANGES[0].version
