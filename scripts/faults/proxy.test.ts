import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DatabaseProxy, startProxy } from './proxy'

let echo: Server
let proxy: DatabaseProxy
const open: Socket[] = []

beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  proxy = await startProxy((echo.address() as AddressInfo).port)
})
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy()
  await proxy.stop()
  echo.close()
})

test('what is sent comes through', async () => {
  expect(await answer(visitor(), 'a')).toBe('a')
})

test('a hung proxy keeps what is sent, of old and new visitors, and delivers it', async () => {
  const old = visitor()
  await answer(old, 'a')
  proxy.hang()
  const fresh = visitor()
  const answers = [answer(old, 'b'), answer(fresh, 'c')]
  expect(await Promise.race([...answers, sleep(100, 'nothing')])).toBe('nothing')
  await proxy.pass()
  expect(await Promise.all(answers)).toEqual(['b', 'c'])
})

test('a cut ends open connections and lets new ones through', async () => {
  const old = visitor()
  await answer(old, 'a')
  proxy.cut()
  await once(old, 'close')
  expect(await answer(visitor(), 'b')).toBe('b')
})

test('dropped packets never arrive, new visitors are refused, and the old are gone afterwards', async () => {
  const old = visitor()
  await answer(old, 'a')
  await proxy.drop()
  const lost = answer(old, 'b')
  expect(await Promise.race([lost, sleep(100, 'nothing')])).toBe('nothing')
  const [refusal] = await once(visitor(), 'error')
  expect(refusal).toMatchObject({ code: 'ECONNREFUSED' })
  await proxy.pass()
  await once(old, 'close')
  expect(await answer(visitor(), 'c')).toBe('c')
})

function visitor(): Socket {
  const socket = connect(proxy.port, '127.0.0.1')
  open.push(socket)
  return socket
}

async function answer(socket: Socket, text: string): Promise<string> {
  socket.on('error', () => undefined)
  socket.write(text)
  return new Promise((resolve) => socket.once('data', (piece) => resolve(String(piece))))
}
