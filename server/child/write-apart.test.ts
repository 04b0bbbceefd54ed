import { afterEach, expect, test, vi } from 'vitest'
import { type Sheet, writeWorkbook } from '@/server/formats/workbook-export'
import * as threads from './run-thread'
import { writeApart } from './write-apart'

const sheetOf = (rows: number): Sheet => ({
  ...{ name: 'Rows', headings: ['Text', 'Day'], widths: [60, 14] },
  rows: Array.from({ length: rows }, (_, at) => [`Does ${at}`, new Date(Date.UTC(2026, 10, 9))]),
})

afterEach(() => vi.restoreAllMocks())

test.each([
  ['a small workbook here', 10, 0],
  ['a large one in a thread', 6_000, 1],
])('%s, to the same bytes', async (_, rows, begun) => {
  const runThread = vi.spyOn(threads, 'runThread')
  const job = { sheets: [sheetOf(rows)], cut: '…' }
  const bytes = await writeApart(job)
  expect(runThread).toHaveBeenCalledTimes(begun)
  expect(Buffer.from(bytes).equals(Buffer.from(await writeWorkbook(job.sheets, job.cut)))).toBe(
    true,
  )
})

test('large ones take their turn, also after one that failed', async () => {
  const order: string[] = []
  let no = 0
  vi.spyOn(threads, 'runThread').mockImplementation(async () => {
    const own = ++no
    order.push(`${own} begins`)
    await new Promise((resolve) => setTimeout(resolve, 5))
    order.push(`${own} ends`)
    if (own === 1) throw new Error('no room')
    return new Uint8Array()
  })
  const job = { sheets: [sheetOf(6_000)], cut: '…' }
  const ends = await Promise.allSettled([writeApart(job), writeApart(job)])
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  expect(order).toEqual(['1 begins', '1 ends', '2 begins', '2 ends'])
})
