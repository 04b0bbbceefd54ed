import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { Inventory } from '@/server/db/inventory'
import { say } from './command'

/** What stands beside a backup: when and with what it was made, and all that it has to hold. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  version: z.string(),
  /** The major version of the pg_dump that wrote the file. */
  program: z.number().int(),
  file: z.strictObject({ bytes: z.number().int(), sha256: z.string() }),
  inventory: Inventory,
})
export type Manifest = z.infer<typeof Manifest>

export const manifestPath = (backup: string): string => `${backup}.json`

export function readManifest(backup: string): Manifest {
  const path = manifestPath(backup)
  if (!existsSync(path)) {
    throw new Error(say('backup.noList', { file: path }))
  }
  const read = Manifest.safeParse(tryJson(readFileSync(path, 'utf8')))
  if (read.success) return read.data
  throw new Error(say('backup.strangeList', { file: path }))
}

/** Throws unless the file is, byte for byte, the one that the manifest was made with. */
export async function refuseDamaged(backup: string, manifest: Manifest): Promise<void> {
  if (!existsSync(backup)) throw new Error(say('backup.gone', { file: backup }))
  const found = await fingerprintOf(backup)
  if (found.bytes !== manifest.file.bytes || found.sha256 !== manifest.file.sha256) {
    throw new Error(say('backup.damaged', { file: backup }))
  }
}

export async function fingerprintOf(path: string): Promise<Manifest['file']> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return { bytes: statSync(path).size, sha256: hash.digest('hex') }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
