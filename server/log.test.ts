import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { adoptDatabase, closeDatabase } from '@/server/db/client'
import { createCaller } from '@/server/routers/index'
import { log } from './log'

const code = 'Kq3-x_9AbCdEfGhIjKlMnOpQrStUvWxYz'.slice(0, 31)

/** The lines as they leave the process. */
const lines: string[] = []

beforeEach(() => {
  log.level = 'trace'
  const stream: { write: (line: string) => void } = Reflect.get(log, pino.symbols.streamSym)
  vi.spyOn(stream, 'write').mockImplementation((line) => void lines.push(line))
})

afterEach(() => {
  log.level = 'silent'
  vi.restoreAllMocks()
  lines.length = 0
})

describe('a line of the log', () => {
  test.each([
    ['a path', { path: `/r/${code}/rate?packet=1` }],
    ['an address', { url: `https://plumbline.example/r/${code}` }],
    [
      'a request',
      { req: { method: 'GET', url: `/r/${code}/receipt`, headers: { referer: `/r/${code}` } } },
    ],
    ['an error', { err: new Error(`no page at /r/${code}`) }],
    ['a field', { code, link: { code } }],
  ])('holds no rater’s code: %s', (_, given) => {
    log.error(given, `at /r/${code}`)
    expect(lines.join('')).toContain('/r/…')
    expect(lines.join('')).not.toContain(code)
  })

  test('is written when a rater’s page fails, without the code', async () => {
    const broken = new Error(`could not reach the database for /r/${code}`)
    const fail = () => Promise.reject(Object.assign(broken, { params: [code], query: code }))
    adoptDatabase({
      engine: 'embedded',
      app: Object.assign(Object.create(null), { transaction: fail }),
      jobs: Object.assign(Object.create(null), { transaction: fail }),
      errands: Object.assign(Object.create(null), { transaction: fail }),
      reader: Object.assign(Object.create(null), { transaction: fail }),
      withOwner: fail,
      close: () => Promise.resolve(),
    })
    const caller = createCaller({ actor: { kind: 'anonymous' }, requestId: 'r-1', now: new Date() })
    try {
      for (const ask of [
        () => caller.ratings.readInvitation({ code }),
        () => caller.ratings.readPacket({ code, packetId: null }),
        () => caller.ratings.start({ code }),
        () => caller.ratings.mailNote({ code }),
      ]) {
        await expect(ask()).rejects.toMatchObject({ message: 'Something went wrong (r-1).' })
      }
    } finally {
      await closeDatabase()
    }
    expect(lines).toHaveLength(4)
    expect(lines.join('')).toContain('unexpected error')
    expect(lines.join('')).not.toContain(code)
  })
})
