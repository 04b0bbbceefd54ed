import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import superjson from 'superjson'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { DomainError } from '@/server/domain/errors'
import { publicProcedure, type RouterContext, router } from './trpc'

const secret = 'relation "rating" of ann@acme.example'

const Nested: z.ZodType<unknown> = z.lazy(() => z.union([z.null(), z.object({ a: Nested })]))

const app = router({
  throws: publicProcedure.query(() => {
    throw new Error(secret)
  }),
  refuses: publicProcedure.query(() => {
    throw new DomainError('conflict', 'members.already', {
      values: { email: 'a@b.example' },
      field: 'key',
    })
  }),
  away: publicProcedure.query(() => {
    throw new DomainError('unavailable', 'site.away', { cause: new Error(secret) })
  }),
  answersWrongly: publicProcedure
    .output(z.string())
    .query((): string => JSON.parse(JSON.stringify({ secret }))),
  answersUnspeakably: publicProcedure.query(() => ({
    get word() {
      throw new Error(secret)
    },
  })),
  read: publicProcedure.input(Nested).query(({ input }) => JSON.stringify(input)),
  day: publicProcedure
    .input(z.strictObject({ on: z.date(), till: z.date().optional() }))
    .query(({ input }) => input.on.toISOString()),
})

const context = (): RouterContext => ({
  actor: { kind: 'anonymous' },
  requestId: 'r-1',
  now: new Date(),
})

async function call(path: string, input?: string, createContext = context) {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(input)}`
  const response = await fetchRequestHandler({
    endpoint: '/trpc',
    req: new Request(`http://127.0.0.1/trpc/${path}${query}`),
    router: app,
    createContext,
  })
  const text = await response.text()
  return { status: response.status, text, body: JSON.parse(text) }
}

test.each(['throws', 'answersWrongly', 'answersUnspeakably'])(
  'an error nobody foresaw reaches no browser in its own words: %s',
  async (path) => {
    const { status, text, body } = await call(path)
    expect(status).toBe(500)
    expect(text).not.toContain('rating')
    expect(body.error.json.message).toBe('Something went wrong (r-1).')
    expect(body.error.json.data.requestId).toBe('r-1')
  },
)

test('neither does one from before the procedure, and it has an id to look up', async () => {
  const { status, text, body } = await call('throws', undefined, () => {
    throw new Error(secret)
  })
  expect(status).toBe(500)
  expect(text).not.toContain('rating')
  expect(body.error.json.message).toMatch(/^Something went wrong \([0-9a-f-]{36}\)\.$/)
})

test('what came of a database out of reach is “later” wherever it came from', async () => {
  const away = () => {
    throw new DomainError('unavailable', 'site.away', { cause: new Error(secret) })
  }
  for (const answer of [await call('away'), await call('throws', undefined, away)]) {
    expect(answer.status).toBe(503)
    expect(answer.text).not.toContain('rating')
    expect(answer.body.error.json).toMatchObject({
      message: expect.stringContaining('can’t reach its records'),
      data: { code: 'SERVICE_UNAVAILABLE' },
    })
  }
})

test('a refusal keeps its sentence and its field', async () => {
  const { status, body } = await call('refuses')
  expect(status).toBe(409)
  expect(body.error.json).toMatchObject({
    message: 'a@b.example is a member already.',
    data: { field: 'key' },
  })
})

test('what our own pages send is read as they wrote it', async () => {
  const on = new Date('2026-03-01T00:00:00Z')
  const sent = superjson.stringify({ on, till: undefined })
  expect((await call('day', sent)).body.result.data.json).toBe(on.toISOString())
  const read = await call('read', superjson.stringify({ a: { a: null } }))
  expect(read.body.result.data.json).toBe('{"a":{"a":null}}')
})

const deep = (levels: number) => `${'{"a":'.repeat(levels)}null${'}'.repeat(levels)}`

test('an input may have nineteen levels', async () => {
  expect((await call('read', `{"json":${deep(19)}}`)).status).toBe(200)
  expect((await call('read', `{"json":${deep(20)}}`)).status).toBe(400)
})

test.each([
  ['nested 20,000 deep', `{"json":${deep(20_000)}}`],
  ['annotations nested 20,000 deep', `{"json":{},"meta":{"values":${deep(20_000)}}}`],
  ['no JSON', '{"json":'],
  ['nothing in it', '7'],
  ['a kind of value of its own', '{"json":{"a":null},"meta":{"values":{"a":[["class","Env"]]}}}'],
  ['a pattern', '{"json":{"a":"/(a+)+$/"},"meta":{"values":{"a":["regexp"]}}}'],
  ['a path into the prototype', '{"json":{},"meta":{"values":{"__proto__.a":["Date"]}}}'],
  ['a path into the constructor', '{"json":{},"meta":{"values":{"constructor.a":["Date"]}}}'],
  ['a path to nowhere', '{"json":{},"meta":{"values":{"x.y.z":["Date"]}}}'],
  ['annotations of another form', '{"json":{},"meta":{"values":[1]}}'],
])('an input with %s is not valid, and no error of ours', async (_, input) => {
  const { status, body } = await call('read', input)
  expect(status).toBe(400)
  expect(body.error.json.message).not.toContain('went wrong')
})

test('an object that is said to hold itself is read as if nothing were said', async () => {
  const circle = '{"json":{"a":{"a":null}},"meta":{"referentialEqualities":{"a":["a.a"]}}}'
  const { status, body } = await call('read', circle)
  expect(status).toBe(200)
  expect(body.result.data.json).toBe('{"a":{"a":null}}')
})
