import { expect, test } from 'vitest'
import PageCache from '@/server/http/page-cache.mjs'
import { counted } from '@/server/http/refused.mjs'
import { noteHttp } from './http-figures'
import { makeMetrics } from './metrics'

async function told(): Promise<Record<string, number>> {
  const metrics = makeMetrics()
  noteHttp(metrics)
  const lines = (await metrics.write()).split('\n').filter((line) => line && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice(0, at), Number(line.slice(at + 1))]
    }),
  )
}

const refused = (by: string) => `plumbline_requests_refused_total{by="${by}"}`
const reads = (found: string) => `plumbline_page_reads_total{found="${found}"}`

test('what the server in front refuses and keeps is told as it stands', async () => {
  const before = await told()
  counted('network', { status: 429 })
  counted('network', undefined)
  const pages = new PageCache({})
  await pages.get('/maps/none')
  await pages.set('/maps/a', { kind: 'APP_PAGE', html: 'x'.repeat(5_000), status: 200 })
  await pages.get('/maps/a')
  const after = await told()
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0)
  expect(grown(refused('network'))).toBe(1)
  expect(grown(refused('form'))).toBe(0)
  expect([grown(reads('yes')), grown(reads('no')), grown('plumbline_pages')]).toEqual([1, 1, 1])
  expect(grown('plumbline_pages_bytes')).toBeGreaterThan(5_000)
})
