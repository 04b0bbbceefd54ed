import {
  request as ask,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, vi } from 'vitest'
import { openDoor } from './door.mjs'
import { listen } from './listen.mjs'

export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  /** Names and values in turn, as they were written. */
  rawHeaders: string[]
  body: string
  bytes: Buffer
}

type Asked = { method?: string; headers?: Record<string, string>; body?: string }

/** Waits until it is so; a slow machine has time. */
export const until = (isSo: () => boolean) => vi.waitFor(() => expect(isSo()).toBe(true), 10_000)

/** An application that says yes to everything and tells which headers reached it. */
export function application() {
  return vi.fn((request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('x-seen', Object.keys(request.headers).sort().join(' '))
    response.end('yes')
  })
}

/** The door with these settings, before an application that says yes or the one given. */
export async function open(
  options: Parameters<typeof openDoor>[1] = {},
  handle: RequestListener = application(),
) {
  return { handle, ...(await serve(openDoor(handle, options))) }
}

/** A server of its own for one test, behind the door that is given. */
export async function serve(door: RequestListener, limits = {}, drain = 1_000) {
  const listening = await listen(door, { port: 0, host: '127.0.0.1', limits, drain })
  const { port } = listening.server.address() as AddressInfo
  onTestFinished(() => {
    listening.server.closeAllConnections()
    listening.server.close()
  })
  return {
    ...listening,
    port,
    visit: (path: string, asked: Asked = {}) => visit(port, path, asked),
    send: (text: string) => send(port, text),
  }
}

function visit(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Asked,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const request = ask(
      { port, host: '127.0.0.1', path, method, headers: { ...length, ...headers }, agent: false },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const { statusCode: status = 0, headers, rawHeaders } = response
          const bytes = Buffer.concat(parts)
          resolve({ status, headers, rawHeaders, body: bytes.toString(), bytes })
        })
      },
    )
    request.once('error', reject)
    request.end(body)
  })
}

/** Writes just this and leaves the connection open; `closed` resolves with what came back when it ends. */
function send(port: number, text: string) {
  const socket = connect(port, '127.0.0.1')
  socket.write(text)
  let said = ''
  socket.on('data', (part) => {
    said += String(part)
  })
  socket.on('error', () => {})
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(said)))
  onTestFinished(() => {
    socket.destroy()
  })
  return { socket, closed, said: () => said }
}
