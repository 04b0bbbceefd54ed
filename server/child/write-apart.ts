import { z } from 'zod'
import { type Sheet, writeWorkbook } from '@/server/formats/workbook-export'
import { runThread } from './run-thread'

export type WorkbookJob = { sheets: Sheet[]; cut: string }

/** So many cells are written in a tenth of a second; a thread takes longer to begin. */
const mostHere = 10_000

/** Beside the cells it is given: a hundred thousand competencies with all their words. */
const HEAP_MIB = 768

const held: typeof globalThis & { plumblineWorkbook?: Promise<unknown> } = globalThis

/**
 * The bytes of a workbook, as `writeWorkbook` makes them; a large one in a thread, so that this one goes on answering,
 * and one after the other, so that they take one processor at most.
 */
export async function writeApart(job: WorkbookJob): Promise<Uint8Array<ArrayBuffer>> {
  const cells = job.sheets.reduce((sum, { rows, widths }) => sum + rows.length * widths.length, 0)
  if (cells <= mostHere) return writeWorkbook(job.sheets, job.cut)
  const before = held.plumblineWorkbook ?? Promise.resolve()
  const own = before.then(() => inThread(job))
  held.plumblineWorkbook = own.catch(() => {})
  return own
}

async function inThread(job: WorkbookJob): Promise<Uint8Array<ArrayBuffer>> {
  const entry = './server/child/workbook-thread.ts'
  return z
    .instanceof(Uint8Array)
    .parse(await runThread({ entry, job, heapMiB: HEAP_MIB }, () => {}))
}
