import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'

const did = vi.hoisted(() => ({ unsubscribed: vi.fn(), asked: vi.fn() }))

vi.mock('server-only', () => ({}))
vi.mock('@/server/auth', () => ({
  authOptions: { providers: [] },
  sessionCookie: { name: 'session', options: {} },
  readSessionUser: (token: string | undefined) => did.asked(token),
}))
vi.mock('@/server/routers/index', async () => {
  const { publicProcedure, router, createCallerFactory } = await import('@/server/routers/trpc')
  const unsubscribe = publicProcedure.mutation(() => did.unsubscribed())
  const appRouter = router({ ratings: router({ unsubscribe }) })
  return { appRouter, createCaller: createCallerFactory(appRouter) }
})

type Post = (request: NextRequest, given: unknown) => Response | Promise<Response>

const oneClick = 'r/[code]/unsubscribe'

/** What takes a post without being a page's: each answers as if it were not there to whoever has no key. */
const closed = ['api/auth/[...nextauth]', 'api/internal/revalidate']

const types = [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=b',
  'application/json',
]

const doors = await Promise.all(
  readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|\/)route\.tsx?$/.test(name))
    .sort()
    .map(async (name) => {
      const module: { POST?: Post } = await import(join(process.cwd(), 'app', name))
      return { path: name.replace(/\/route\.tsx?$/, ''), post: module.POST }
    }),
).then((all) => all.flatMap(({ path, post }) => (post ? [{ path, post }] : [])))

const params = { org: 'a', code: 'x', id: 'x', token: 'x', from: 'a', to: 'b', trpc: 'x' }

async function statuses(post: Post, path: string, headers: Record<string, string>) {
  const answers: number[] = []
  for (const type of types) {
    const body = 'List-Unsubscribe=One-Click'
    const request = new NextRequest(`${env().appUrl}/${path}`, {
      method: 'POST',
      headers: { 'content-type': type, 'content-length': String(body.length), ...headers },
      body,
    })
    answers.push((await post(request, { params: Promise.resolve(params) })).status)
  }
  return answers
}

beforeEach(() => {
  did.unsubscribed.mockReset()
  did.asked.mockReset().mockRejectedValue(new DomainError('unavailable', 'site.away'))
})

test('there are as many ways to post as this file looks at', () => {
  expect(doors.length).toBeGreaterThan(60)
  for (const path of [oneClick, ...closed]) expect(doors.map((door) => door.path)).toContain(path)
})

test.each(doors.filter(({ path }) => path !== oneClick))(
  'a post that says nothing of where it comes from is refused at $path, before anybody is looked up',
  async ({ path, post }) => {
    const status = closed.includes(path) ? 404 : 403
    expect(await statuses(post, path, {})).toEqual(types.map(() => status))
    expect(did.asked).not.toHaveBeenCalled()
  },
)

test.each(doors.filter(({ path }) => !closed.includes(path)))(
  'a post of our own page is taken at $path, and another site’s is not',
  async ({ path, post }) => {
    const own = new URL(env().appUrl).origin
    expect(await statuses(post, path, { origin: own })).not.toContain(403)
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of elsewhere)
      expect(await statuses(post, path, headers)).toEqual([403, 403, 403])
  },
)

test('a mail program’s one click ends all mail, though it says nothing of where it comes from', async () => {
  did.asked.mockResolvedValue(null)
  const door = doors.find(({ path }) => path === oneClick)
  expect(door && (await statuses(door.post, oneClick, {}))).toEqual([303, 303, 415])
  expect(did.unsubscribed).toHaveBeenCalledTimes(2)
})
