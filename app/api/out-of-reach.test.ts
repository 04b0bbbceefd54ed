import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { POST as demoSignIn } from '@/app/api/demo/sign-in/route'
import { POST as mutation, GET as query } from '@/app/api/trpc/[trpc]/route'
import { GET as competency } from '@/app/api/v1/competencies/[id]/route'
import { POST as saveCycle } from '@/app/o/[org]/cycles/save/route'
import { POST as upload } from '@/app/o/[org]/frameworks/imports/upload/route'
import { GET as ownMap } from '@/app/o/[org]/maps/[credential]/[occupation]/map.json/route'
import { POST as decide } from '@/app/operator/decide/route'
import { GET as employment } from '@/app/operator/employment/employment.csv/route'
import { POST as send } from '@/app/r/[code]/send/route'
import { POST as tap } from '@/app/r/[code]/tap/route'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'

const failure = vi.hoisted(() => ({ error: new Error() }))

vi.mock('server-only', () => ({}))
vi.mock('@/server/auth', () => ({
  sessionCookie: { name: 'session', options: {} },
  readSessionUser: () => Promise.reject(failure.error),
}))
vi.mock('@/server/routers/index', async () => {
  const { publicProcedure, router, createCallerFactory } = await import('@/server/routers/trpc')
  const unreached = () => Promise.reject(failure.error)
  const fail = publicProcedure.query(unreached)
  const write = publicProcedure.mutation(unreached)
  const appRouter = router({
    maps: router({ read: fail, write }),
    frameworks: router({ exportCompetency: fail }),
  })
  return { appRouter, createCaller: createCallerFactory(appRouter) }
})

const origin = new URL(env().appUrl).origin
const secret = 'relation "rating" of ann@acme.example'

function request(path: string, type?: string, body?: string): NextRequest {
  const init = type
    ? {
        method: 'POST',
        headers: { origin, 'content-type': type, 'content-length': String(body?.length ?? 0) },
        body: body ?? '',
      }
    : {}
  return new NextRequest(`${origin}${path}`, init)
}

const form = 'application/x-www-form-urlencoded'
const params = <T>(params: T) => ({ params: Promise.resolve(params) })
const file =
  '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na\r\n--b--\r\n'
const map = { org: 'a', credential: 'b', occupation: '51-4041' }
const taps = JSON.stringify({ packet: '00000000-0000-4000-8000-000000000001', taps: [] })

/** Each way into the site that is no page, by a request that fails at looking up who asks, or right after. */
const ways: [string, () => Promise<Response>][] = [
  ['a call', () => query(request('/api/trpc/maps.read'))],
  ['a call that writes', () => mutation(request('/api/trpc/maps.write', 'application/json', '{}'))],
  ['a form', () => decide(request('/operator/decide', form, 'a=b'))],
  [
    'a form of a cycle',
    () => saveCycle(request('/o/a/cycles/save', form, 'a=b'), params({ org: 'a' })),
  ],
  ['a sign-in', () => demoSignIn(request('/api/demo/sign-in', form, 'as=x'))],
  ['a file to keep', () => employment(request('/operator/employment/employment.csv'))],
  ['a map to keep', () => ownMap(request('/o/a/maps/b/51-4041/map.json'), params(map))],
  ['public data', () => competency(request('/api/v1/competencies/x'), params({ id: 'x' }))],
  [
    'a file sent in',
    () =>
      upload(
        request('/o/a/frameworks/imports/upload', 'multipart/form-data; boundary=b', file),
        params({ org: 'a' }),
      ),
  ],
  [
    'a rater’s tap',
    () => tap(request('/r/x/tap', 'application/json', taps), params({ code: 'x' })),
  ],
  ['a rater’s Send', () => send(request('/r/x/send', form, 'packet=x'), params({ code: 'x' }))],
]

describe('while the records are out of reach', () => {
  beforeEach(() => {
    failure.error = new DomainError('unavailable', 'site.away', {
      cause: new Error(secret),
    })
  })

  test.each(ways)('%s is told to come back', async (_, ask) => {
    const response = await ask()
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.text()).not.toContain('rating')
  })

  test('a form is answered by a page that says so, and nothing is lost', async () => {
    for (const [name, ask] of ways.filter(([each]) => /form|sign-in|Send/.test(each))) {
      const response = await ask()
      expect(response.headers.get('content-type'), name).toContain('text/html')
      expect(await response.text(), name).toContain('can’t reach its records')
    }
  })
})

describe('what nobody foresaw', () => {
  beforeEach(() => {
    failure.error = new Error(secret)
  })

  test.each(ways)('%s hears nothing of it', async (_, ask) => {
    const response = await ask()
    expect([303, 500]).toContain(response.status)
    const said = `${await response.text()} ${decodeURIComponent(response.headers.get('location') ?? '')}`
    expect(said).not.toContain('rating')
    expect(said).not.toContain('acme')
  })
})
