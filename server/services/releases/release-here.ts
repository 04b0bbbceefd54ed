import type { ReleaseProgress } from './run-release'

/** How far the release is that this process makes: groups it has published. How much it reads would tell of answers. */
export type ReleaseHere = { since: Date; groups: number }

// Each bundle of the server has this module for itself; a release belongs to the process.
const held: typeof globalThis & { plumblineRelease?: ReleaseHere | undefined } = globalThis

/** The release that this process is making, in a thread of its own or not; null when it makes none. */
export function releaseHere(): ReleaseHere | null {
  return held.plumblineRelease ?? null
}

/** Makes a release known to its process for as long as it takes. */
export async function followRelease<T>(
  make: (progress: (done: ReleaseProgress) => void) => Promise<T>,
): Promise<T> {
  const own: ReleaseHere = { since: new Date(), groups: 0 }
  held.plumblineRelease ??= own
  try {
    return await make(({ versions }) => {
      own.groups = versions
    })
  } finally {
    if (held.plumblineRelease === own) held.plumblineRelease = undefined
  }
}
