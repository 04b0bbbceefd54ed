import { beforeEach, expect, test, vi } from 'vitest'
import { GET } from './route'

const site = vi.hoisted(() => ({ ready: true, late: ['mail', 'release'] }))

vi.mock('@/server/services/readiness', () => ({ sharedReadiness: async () => site.ready }))
vi.mock('@/server/services/watch/lateness', () => ({ sharedLateness: async () => site.late }))

beforeEach(() => {
  site.ready = true
})

test('a site that is late still serves, and says what is late by name', async () => {
  const response = await GET()
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ ready: true, late: ['mail', 'release'] })
})

test('one without its database does not, and is not asked what is late', async () => {
  site.ready = false
  const response = await GET()
  expect(response.status).toBe(503)
  expect(await response.json()).toEqual({ ready: false, late: [] })
})
