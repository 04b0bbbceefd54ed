import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { OwnerConnection } from '@/server/db/client'
import { type Inventory, NOT_CARRIED, serverMajor, takeInventory } from '@/server/db/inventory'
import { fingerprintOf, type Manifest, manifestPath } from './backup-manifest'
import { type Command, print, say } from './command'
import { interruptible, ownerDatabase, refuseBlindLogin } from './owner-database'
import { findProgram, type Program, runProgram } from './postgres-program'
import { withProgress } from './progress'

export const backup: Command = {
  words: 'backup',
  positionals: 1,
  options: {},
  needsConfiguration: true,
  async run(input) {
    const file = targetOf(input.positionals[0] ?? '')
    const { tables } = await withProgress(say('backup.progress'), () =>
      interruptible((signal) => writeBackup(file, signal)),
    )
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    const held = { file, rows, tables: tables.length, list: manifestPath(file) }
    print(say('backup.done', held))
    return 0
  },
}

function targetOf(asked: string): string {
  const isFolder = existsSync(asked) && statSync(asked).isDirectory()
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '')
  const file = resolve(isFolder ? join(asked, `plumbline-${stamp}Z.dump`) : asked)
  if (!existsSync(dirname(file))) {
    throw new Error(say('backup.noFolder', { folder: dirname(file) }))
  }
  for (const path of [file, manifestPath(file)]) {
    if (existsSync(path)) throw new Error(say('backup.there', { file: path }))
  }
  return file
}

/** Both files get their names only when they are whole; the backup last, so that its name says so. */
async function writeBackup(file: string, signal: AbortSignal): Promise<Inventory> {
  const { db, url } = await ownerDatabase()
  // Of this run alone: another one to the same name may be under way.
  const part = `${randomUUID().slice(0, 8)}.partial`
  const partial = { backup: `${file}.${part}`, manifest: `${manifestPath(file)}.${part}` }
  try {
    const manifest = await db.withOwner(async (owner) => {
      await refuseBlindLogin(owner)
      const program = await findProgram('pg_dump', await serverMajor(owner))
      const inventory = await dumpOneMoment(owner, { program, url, signal, to: partial.backup })
      return describe(inventory, program, await fingerprintOf(partial.backup))
    })
    writeFileSync(partial.manifest, `${JSON.stringify(manifest, null, 1)}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
    renameSync(partial.manifest, manifestPath(file))
    renameSync(partial.backup, file)
    return manifest.inventory
  } catch (error) {
    for (const path of Object.values(partial)) rmSync(path, { force: true })
    throw error
  }
}

type Dump = { program: Program; url: string; signal: AbortSignal; to: string }

/** The rows are counted and written out in one snapshot, at the same time. */
async function dumpOneMoment(
  owner: OwnerConnection,
  { program, url, signal, to }: Dump,
): Promise<Inventory> {
  await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const { rows } = await owner.query('SELECT pg_export_snapshot() AS name')
  const failed = new AbortController()
  const out = openSync(to, 'wx', 0o600)
  try {
    const dumped = runProgram(
      program.path,
      [
        '--format=custom',
        '--no-password',
        `--snapshot=${rows[0]?.name}`,
        ...NOT_CARRIED.map((table) => `--exclude-table-data=${table}`),
      ],
      { url, signal: AbortSignal.any([signal, failed.signal]), stdout: out },
    )
    const counted = takeInventory(owner).catch((error: unknown) => {
      failed.abort()
      throw error
    })
    const [inventory, dump] = await Promise.allSettled([counted, dumped])
    if (inventory.status === 'rejected') throw inventory.reason
    if (dump.status === 'rejected') throw dump.reason
    fsyncSync(out)
    return inventory.value
  } finally {
    closeSync(out)
    await owner.query('ROLLBACK')
  }
}

function describe(inventory: Inventory, program: Program, file: Manifest['file']): Manifest {
  const { version } = JSON.parse(readFileSync(resolve('package.json'), 'utf8'))
  return {
    format: 1,
    madeAt: new Date().toISOString(),
    version,
    program: program.major,
    file,
    inventory,
  }
}
