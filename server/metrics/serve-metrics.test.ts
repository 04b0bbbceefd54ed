import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { serveMetrics } from './serve-metrics'

const token = 'vK3nW8qZt5Lc1RbY7mXs9GdHf2JpAe4U'

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve) =>
    probe.listen(0, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    }),
  )
}

test('a process without pages answers the token, at one address, until it is ended', async () => {
  const port = await freePort()
  let away = false
  const write = async () => {
    if (away) throw new Error('the records of ann@acme.example')
    return 'plumbline_late{what="mail"} 0\n'
  }
  const stop = await serveMetrics({ port, token, write })
  const ask = (path: string, authorization = `Bearer ${token}`, method = 'GET') =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { authorization } })
  expect(await (await ask('/metrics')).text()).toContain('plumbline_late')
  expect((await ask('/metrics', 'Bearer x')).status).toBe(401)
  expect((await ask('/metrics', `Bearer ${token}`, 'POST')).status).toBe(404)
  for (const path of ['/', '/metrics/', '/metrics?x=1', '/api/metrics'])
    expect((await ask(path)).status, path).toBe(404)
  away = true
  const failed = await ask('/metrics')
  expect([failed.status, await failed.text()]).toEqual([503, ''])
  stop()
  await expect(ask('/metrics')).rejects.toThrow()
})
