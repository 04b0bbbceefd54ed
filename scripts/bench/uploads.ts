import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openUpload, readFrameworkUpload } from '@/server/child/uploads'

const MIB = 2 ** 20
const cases = (items: string) => `{"CFDocument":{"title":"x"},"CFItems":[${items}]}`
const table = (rows: number) =>
  `Code,Parent,Statement\n${Array.from({ length: rows }, (_, row) => `${row},${row >> 3},"Does the work of line ${row} as the job needs it"`).join('\n')}\n`

// What a server feels of a file that somebody else's process reads: how long its loop was held up, and what it grew by.
await measure('8 MB of tiny arrays', () =>
  openUpload(Buffer.from(cases(`${'[],'.repeat(2.6 * MIB)}[]`)), { fileName: 'f' }),
)
await measure('8 MB of quotes', () =>
  openUpload(Buffer.from(`a,b\n${'"'.repeat(8 * MIB)}`), { fileName: 'f' }),
)
await measure('8 MB of columns', () =>
  openUpload(Buffer.from('x,'.repeat(4 * MIB)), { fileName: 'f' }),
)
await measure('60,000 CASE items', () =>
  openUpload(
    Buffer.from(
      cases(
        Array.from({ length: 60_000 }, (_, at) =>
          JSON.stringify({
            identifier: `7a000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
            fullStatement: `Does ${at}`,
          }),
        ).join(','),
      ),
    ),
    { fileName: 'f' },
  ),
)
await measure('a table of 100,000 rows', () =>
  readFrameworkUpload(Buffer.from(table(100_000)), {
    format: 'csv',
    mapping: null,
    head: { name: 'Large', description: '', publisher: '', language: 'en' },
  }),
)

async function measure(what: string, read: () => Promise<unknown>): Promise<void> {
  const loop = monitorEventLoopDelay({ resolution: 5 })
  const before = process.memoryUsage.rss()
  const began = performance.now()
  loop.enable()
  const came = await read().then(
    () => 'read',
    (error: unknown) => `refused: ${String(error)}`,
  )
  loop.disable()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const grown = Math.round((process.memoryUsage.rss() - before) / MIB)
  const held = `p99 ${(loop.percentile(99) / 1e6).toFixed(0)} ms, most ${(loop.max / 1e6).toFixed(0)} ms`
  process.stdout.write(`${what}: ${seconds} s, loop held up ${held}, ${grown} MiB more; ${came}\n`)
}
