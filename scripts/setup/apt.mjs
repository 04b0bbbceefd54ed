import { runToEnd } from './child.mjs'

let listsAreFresh = false

/** Installs Debian packages when this is the superuser of a system that has them; else does nothing. */
export async function aptInstall(packages) {
  if (process.getuid?.() !== 0) return
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  try {
    if (!listsAreFresh) await runToEnd('apt-get', ['update', '-qq'], { env })
    listsAreFresh = true
    await runToEnd('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      env,
    })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}
