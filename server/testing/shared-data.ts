import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.join(process.cwd(), '..', 'shared', 'data')

/** Whether the real third-party files lie beside the project; tests over them are skipped if not. */
export const hasSharedData = existsSync(folder)

export function sharedFile(name: string): Uint8Array {
  return readFileSync(path.join(folder, name))
}

/** Names of the files in a folder of the real data, from its root; none when the data is absent. */
export function sharedFiles(name: string): string[] {
  if (!hasSharedData) return []
  return readdirSync(path.join(folder, name)).map((file) => `${name}/${file}`)
}

/** All files of a folder of the real data and of those within it, by name from its root. */
export function sharedFilesBelow(name: string): string[] {
  if (!hasSharedData) return []
  return readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
}
