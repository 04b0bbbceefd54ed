import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { beforeEach, expect, test, vi } from 'vitest'
import { DomainError } from '@/server/domain/errors'
import { makeMetrics } from '@/server/metrics/metrics'
import { appRouter } from './index'
import { createCallerFactory, publicProcedure, router } from './trpc'

const anybody = { actor: { kind: 'anonymous' as const }, requestId: 'none', now: new Date() }

let told = makeMetrics()

beforeEach(() => {
  told = makeMetrics()
  Reflect.set(globalThis, 'plumblineMetrics', told)
})

async function countOf(verb: string, outcome: string): Promise<string | undefined> {
  const name = `plumbline_verb_duration_seconds_count{verb="${verb}",outcome="${outcome}"} `
  return (await told.write())
    .split('\n')
    .find((line) => line.startsWith(name))
    ?.slice(name.length)
}

test('no address makes a series: a verb is one of the router’s', async () => {
  const asked = [
    ...['maps.nothing', 'nothing', 'toString', '__proto__', 'constructor', 'maps', ''],
    ...[
      'sessions.status,nothing',
      'sessions.status',
      'MAPS.READ',
      `sessions.status${'x'.repeat(99)}`,
    ],
    ...Array.from({ length: 50 }, (_, at) => `maps.${at}`),
  ]
  for (const path of asked) {
    await fetchRequestHandler({
      endpoint: '/api/trpc',
      req: new Request(`http://localhost/api/trpc/${path}?batch=1&input=%7B%7D`),
      router: appRouter,
      createContext: () => anybody,
    })
  }
  const known = new Set(Object.keys(appRouter._def.procedures))
  const verbs = [...(await told.write()).matchAll(/verb="([^"]*)"/g)].map(([, verb]) => verb ?? '')
  expect([...new Set(verbs)]).toEqual(['sessions.status'])
  expect(verbs.every((verb) => known.has(verb))).toBe(true)
})

test('a verb is counted by how it ended', async () => {
  const { maps } = createCallerFactory(
    router({
      maps: router({
        read: publicProcedure.query(() => 1),
        refuse: publicProcedure.query(() => {
          throw new DomainError('not_found', 'maps.none')
        }),
        away: publicProcedure.query(() => {
          throw new DomainError('unavailable', 'site.away')
        }),
        fail: publicProcedure.query(() => Promise.reject(new Error('unforeseen'))),
      }),
    }),
  )(anybody)
  await maps.read()
  for (const call of [maps.refuse, maps.away, maps.fail]) await expect(call()).rejects.toThrow()
  expect(await countOf('maps.read', 'done')).toBe('1')
  expect(await countOf('maps.refuse', 'refused')).toBe('1')
  expect(await countOf('maps.away', 'failed')).toBe('1')
  expect(await countOf('maps.fail', 'failed')).toBe('1')
})

test('every bundle of the framework counts into the one registry of the process', async () => {
  vi.resetModules()
  const { metrics } = await import('@/server/metrics/metrics')
  expect(metrics()).toBe(told)
})
