import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fromRoot } from './paths.mjs'

/** One hash over the names and contents of the given files and folders, in a fixed order. */
export function fingerprint(names, salt = '') {
  const hash = createHash('sha256').update(salt)
  for (const name of names) {
    for (const file of filesUnder(name)) {
      hash.update(`\0${file}\0`).update(readFileSync(fromRoot(file)))
    }
  }
  return hash.digest('hex')
}

export function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
}

function filesUnder(name) {
  const path = fromRoot(name)
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [name]
  return readdirSync(path)
    .sort()
    .filter((entry) => !/\.test\.tsx?$/.test(entry))
    .flatMap((entry) => filesUnder(join(name, entry)))
}
