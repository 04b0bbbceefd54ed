import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Holds `<folder>.lock` for this process. The embedded database takes no lock of its own and a
 * second process on the same folder destroys it.
 */
export function lockFolder(folder: string): () => void {
  const path = `${folder}.lock`
  mkdirSync(dirname(path), { recursive: true })
  const mine = `${process.pid} ${startTime(process.pid)}`
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, 'wx')
      writeSync(file, mine)
      closeSync(file)
      return () => {
        if (readHolder(path) === mine) rmSync(path, { force: true })
      }
    } catch (error) {
      if (!isExistsError(error)) throw error
      const holder = readHolder(path)
      if (holder && isAlive(holder)) {
        throw new FolderLocked(folder, Number(holder.split(' ')[0]))
      }
      rmSync(path, { force: true })
    }
  }
  throw new FolderLocked(folder, 0)
}

export class FolderLocked extends Error {
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by another Plumbline (process ${pid}). Stop that one, or set PLUMBLINE_DATA to another folder.`,
    )
    this.name = 'FolderLocked'
  }
}

function readHolder(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

function isAlive(holder: string): boolean {
  const [pid, started] = holder.split(' ')
  const number = Number(pid)
  if (!Number.isInteger(number) || number <= 0) return false
  try {
    process.kill(number, 0)
  } catch {
    return false
  }
  const now = startTime(number)
  return now === '0' || now === started
}

/** The kernel's start tick of a process, so that a reused process id is not mistaken for it. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0'
  } catch {
    return '0'
  }
}

function isExistsError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
