import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { laneOf, openLanes } from './lanes.mjs'

const sizes = {
  people: { atOnce: 3, braked: 2, waiting: 1, patience: 50 },
  newcomers: { atOnce: 2, braked: 1, waiting: 1, patience: 50 },
  members: { atOnce: 2, braked: 1, waiting: 1, patience: 50 },
  readers: { atOnce: 2, braked: 1, waiting: 2, patience: 5_000 },
}

type Given = { lag?: () => number; longest?: number; readers?: Partial<typeof sizes.readers> }

function open(given: Given = {}) {
  const lanes = openLanes({
    sizes: { ...sizes, readers: { ...sizes.readers, ...given.readers } },
    lag: given.lag ?? (() => 0),
    ...(given.longest ? { longest: given.longest } : {}),
  })
  return {
    read: (url = '/maps/a', answer = new EventEmitter(), cookie = '') =>
      lanes.enter({ method: 'GET', url, headers: { cookie } }, answer),
    send: (url: string, answer = new EventEmitter()) =>
      lanes.enter({ method: 'POST', url, headers: {} }, answer),
    /** A form whose body is announced; it is here when the request ends. */
    announce: (request = new EventEmitter(), answer = new EventEmitter()) =>
      lanes.enter(
        Object.assign(request, {
          method: 'POST',
          url: '/r/abc/send',
          headers: { 'content-length': '9' },
          complete: false,
        }),
        answer,
      ),
  }
}

/** An address and a cookie of each lane; nothing proves that the cookie was ever given out. */
const everyLane = [
  ['people', '/r/abc', 'plumbline.rater.a=x', 2],
  ['newcomers', '/r/abc', '', 1],
  ['newcomers', '/sign-in', 'plumbline.session=x', 1],
  ['members', '/o/a', 'plumbline.session=x', 1],
  ['readers', '/maps/a', '', 1],
] as const

const isWaiting = async (turn: Promise<unknown>) =>
  (await Promise.race([turn, new Promise((resolve) => setImmediate(() => resolve('waits')))])) ===
  'waits'

describe('reads take turns', () => {
  it('so many at once, the next when one leaves, and too many are told to come again', async () => {
    const { read } = open()
    const first = await read()
    await read()
    const third = read()
    const fourth = read()
    expect(await isWaiting(third)).toBe(true)
    const { refusal } = await read()
    expect([refusal?.status, refusal?.headers['Retry-After']]).toEqual([503, '5'])
    first.leave()
    expect(await isWaiting(third)).toBe(false)
    expect(await isWaiting(fourth)).toBe(true)
  })

  it('and nobody waits longer than people do', async () => {
    const { read } = open({ readers: { patience: 20 } })
    await read()
    await read()
    expect((await read()).refusal?.status).toBe(503)
  })

  it('and who left does not hold the line', async () => {
    const { read } = open({ readers: { waiting: 1, patience: 60_000 } })
    const answers = [new EventEmitter(), new EventEmitter(), new EventEmitter()]
    await read('/', answers[0])
    await read('/', answers[1])
    const third = read('/', answers[2])
    answers[2]?.emit('close')
    await third
    const fourth = read()
    answers[0]?.emit('close')
    expect(await fourth).toHaveProperty('leave')
  })

  it('and leaving twice frees one place', async () => {
    const { read } = open()
    const first = await read()
    await read()
    first.leave()
    first.leave()
    await read()
    expect(await isWaiting(read())).toBe(true)
  })

  it('one at a time while the thread comes late', async () => {
    let lag = 0
    const { read } = open({ lag: () => lag })
    const first = await read()
    lag = 500
    const second = read()
    expect(await isWaiting(second)).toBe(true)
    first.leave()
    expect(await isWaiting(second)).toBe(false)
  })
})

describe('whoever made up a cookie to come by another lane', () => {
  it.each(everyLane)('brakes with the %s (%s) while something is sent', async (...lane) => {
    const [, url, cookie, braked] = lane
    const { read, send } = open()
    await send('/r/abc/send')
    for (let at = 0; at < braked; at += 1)
      expect(await isWaiting(read(url, new EventEmitter(), cookie))).toBe(false)
    expect(await isWaiting(read(url, new EventEmitter(), cookie))).toBe(true)
  })

  it.each(everyLane)('brakes with the %s (%s) while the thread comes late', async (...lane) => {
    const [, url, cookie, braked] = lane
    const { read } = open({ lag: () => 500 })
    for (let at = 0; at < braked; at += 1)
      expect(await isWaiting(read(url, new EventEmitter(), cookie))).toBe(false)
    expect(await isWaiting(read(url, new EventEmitter(), cookie))).toBe(true)
  })

  it('takes no place of a rater who has begun', async () => {
    const { read } = open()
    for (let at = 0; at < 6; at += 1) {
      void read('/r/made-up')
      void read('/sign-in')
    }
    const turn = read('/r/abc', new EventEmitter(), '__Secure-plumbline.rater.a=x')
    expect(await isWaiting(turn)).toBe(false)
  })
})

describe('what is announced', () => {
  it('slows nobody until it is here', async () => {
    const { read, announce } = open()
    const request = new EventEmitter()
    const first = await announce(request).then(() => read())
    expect(await isWaiting(read())).toBe(false)
    request.emit('end')
    first.leave?.()
    expect(await isWaiting(read())).toBe(true)
  })

  it('and ends before it is here is never counted', async () => {
    const { read, announce } = open()
    const [request, answer] = [new EventEmitter(), new EventEmitter()]
    await announce(request, answer)
    answer.emit('close')
    request.emit('end')
    await read()
    expect(await isWaiting(read())).toBe(false)
  })

  it('slows others for a while at most', async () => {
    const { read, send } = open({ longest: 50 })
    await send('/r/abc/send')
    await read()
    expect(await read()).toHaveProperty('leave')
  })
})

describe('while something is sent', () => {
  it('readers come one at a time, and rest as long as one took', async () => {
    const { read, send } = open()
    const sent = new EventEmitter()
    await send('/r/abc/send', sent)
    const first = await read()
    const second = read()
    expect(await isWaiting(second)).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 60))
    first.leave()
    expect(await isWaiting(second)).toBe(true)
    expect(await second).toHaveProperty('leave')
  })

  it('and as many as before when it has been taken', async () => {
    const { read, send } = open()
    const sent = new EventEmitter()
    await send('/r/abc/send', sent)
    await read()
    const second = read()
    sent.emit('close')
    expect(await isWaiting(second)).toBe(false)
  })
})

describe('what is sent never waits for what is read', () => {
  it.each([
    '/r/abc/send',
    '/r/abc/tap',
    '/api/sign-in/request',
    '/o/a/cycles/save',
    '/api/trpc/a.b',
  ])('%s', async (url) => {
    const { read, send } = open()
    for (let at = 0; at < 4; at += 1) void read()
    for (let at = 0; at < 20; at += 1) expect(await send(url)).not.toHaveProperty('refusal')
  })

  it.each(['/healthz', '/readyz', '/api/healthz', '/_next/static/a.js'])(
    'nor does %s',
    async (url) => {
      const { read } = open()
      for (let at = 0; at < 4; at += 1) void read()
      for (let at = 0; at < 20; at += 1) expect(await read(url)).not.toHaveProperty('refusal')
    },
  )

  it('and a rater’s page and the sign-in page have places of their own', async () => {
    const { read } = open()
    for (let at = 0; at < 4; at += 1) void read()
    expect(await read('/r/abc')).toHaveProperty('leave')
  })
})

describe('whose turn it is', () => {
  const session = { cookie: '__Host-plumbline.session=a' }
  it.each([
    ['/maps/a/b/all/all', {}, 'readers'],
    ['/maps/a/b/all/all', session, 'readers'],
    ['/search?q=a', session, 'readers'],
    ['/o/a', {}, 'readers'],
    ['/o/a', session, 'members'],
    ['/api/trpc/a.b?batch=1', session, 'members'],
    ['/api/trpc/a.b', {}, 'readers'],
    ['/operator', session, 'members'],
    ['/sign-in', {}, 'newcomers'],
    ['/sign-in', session, 'newcomers'],
    ['/sign-in', { cookie: 'plumbline.rater.a=b' }, 'newcomers'],
    ['/invitations/a', {}, 'newcomers'],
    ['/r/a/rate', {}, 'newcomers'],
    ['/r/a/rate', session, 'newcomers'],
    ['/r/a/rate', { cookie: '__Secure-plumbline.rater.a=b' }, 'people'],
    ['/ratings-of-nobody', {}, 'readers'],
    ['/metrics', {}, undefined],
    ['/metrics-of-nobody', {}, 'readers'],
  ])('%s %o comes with the %s', (url, headers, lane) => {
    expect(laneOf({ method: 'GET', url, headers })).toBe(lane)
  })
})
