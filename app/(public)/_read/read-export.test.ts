import { afterEach, expect, test, vi } from 'vitest'
import { readExport } from './read-export'

const { exportPublished, exportPublishedWorkbook } = vi.hoisted(() => ({
  exportPublished: vi.fn(),
  exportPublishedWorkbook: vi.fn(),
}))

vi.mock('server-only', () => ({}))
vi.mock('@/app/_trpc/public-caller', () => ({
  publicCaller: () => ({ frameworks: { exportPublished, exportPublishedWorkbook } }),
}))

afterEach(() => {
  vi.useRealTimers()
  exportPublished.mockReset()
  exportPublishedWorkbook.mockReset()
})

test('a framework is written once in five minutes, each of its formats by itself', async () => {
  vi.useFakeTimers()
  exportPublished.mockResolvedValue({ text: '{}', mediaType: 'application/json', name: 'a' })
  await readExport('welding', 'case')
  await readExport('welding', 'case')
  await readExport('welding', 'csv')
  expect(exportPublished.mock.calls).toEqual([
    [{ slug: 'welding', format: 'case' }],
    [{ slug: 'welding', format: 'csv' }],
  ])
  vi.advanceTimersByTime(300_001)
  await readExport('welding', 'case')
  expect(exportPublished).toHaveBeenCalledTimes(3)
})

test('what is not there is not kept', async () => {
  exportPublished.mockRejectedValue(new Error('not there'))
  for (const each of [1, 2]) {
    await expect(readExport('made-up', 'csv'), `${each}`).rejects.toThrow('not there')
  }
  expect(exportPublished).toHaveBeenCalledTimes(2)
})

test('what many ask for at once is written once', async () => {
  const bytes = new Uint8Array([80, 75])
  exportPublishedWorkbook.mockResolvedValue({ bytes, mediaType: 'm', name: 'a.xlsx' })
  const files = await Promise.all(['a', 'b', 'c'].map(() => readExport('large', 'xlsx')))
  expect(files).toEqual(files.map(() => ({ body: bytes, mediaType: 'm', name: 'a.xlsx' })))
  expect(await readExport('large', 'xlsx')).toBe(files[0])
  expect(exportPublishedWorkbook.mock.calls).toEqual([[{ slug: 'large' }]])
})
