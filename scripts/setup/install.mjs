import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { runToEnd } from './child.mjs'
import { readStamp } from './fingerprint.mjs'
import { fromRoot } from './paths.mjs'
import { PlainError, say } from './plain-error.mjs'

const STAMP = fromRoot('node_modules/.plumbline-install')
const LOG = fromRoot('.plumbline/install.log')

/** Installs the locked packages unless the folder already holds exactly them. */
export async function installPackages() {
  const wanted = lockHash()
  if (readStamp(STAMP) === wanted) return
  if (!alreadyInstalled()) await cleanInstall()
  writeFileSync(STAMP, `${wanted}\n`)
}

function lockHash() {
  return createHash('sha256')
    .update(`${process.platform} ${process.arch} ${process.versions.modules}\n`)
    .update(readFileSync(fromRoot('package-lock.json')))
    .digest('hex')
}

// npm keeps its own record of what it put into node_modules; a developer's `npm ci` counts too.
function alreadyInstalled() {
  const record = fromRoot('node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const locked = JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(locked).every(
    ([path, entry]) =>
      path === '' || (present[path] ? present[path].version === entry.version : entry.optional),
  )
}

async function cleanInstall() {
  say('Installing packages …')
  const [command, first] = npm()
  const args = [...first, 'ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await runToEnd(command, args)
  if (code === 0) return
  mkdirSync(fromRoot('.plumbline'), { recursive: true })
  writeFileSync(LOG, output)
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|ENOTCACHED/.test(output)) {
    throw new PlainError(
      'The packages could not be fetched: the package registry cannot be reached. Connect to the network once and start again.',
    )
  }
  throw new PlainError('Installing the packages failed; .plumbline/install.log says why.')
}

/** How to call npm: the one that started this script, or the one on the PATH. */
export function npm() {
  const own = process.env.npm_execpath
  return own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []]
}
