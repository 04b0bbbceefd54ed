import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * The memory of a process that is resident, in bytes, as the system counts it: a busy process need
 * not answer. Null when it is gone.
 */
export async function residentMemory(pid: number): Promise<number | null> {
  const kibibytes = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid)
  return kibibytes === null ? null : kibibytes * 1024
}

async function fromProc(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const found = /^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]
  return found === undefined ? null : Number(found)
}

async function fromPs(pid: number): Promise<number | null> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }))
  return stdout.trim() === '' ? null : Number(stdout)
}
