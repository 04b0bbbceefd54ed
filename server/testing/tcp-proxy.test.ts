import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTcpProxy, type TcpProxy } from './tcp-proxy'

let echo: Server
let proxy: TcpProxy
const open: Socket[] = []

beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  proxy = await startTcpProxy({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port })
})
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy()
  await proxy.close()
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
  proxy.pass()
  expect(await Promise.all(answers)).toEqual(['b', 'c'])
})

test('a cut ends open connections and lets new ones through', async () => {
  const old = visitor()
  await answer(old, 'a')
  proxy.cut()
  await once(old, 'close')
  expect(await answer(visitor(), 'b')).toBe('b')
})

test('what is lost never arrives, of old and new visitors, also when the rest comes through again', async () => {
  const old = visitor()
  await answer(old, 'a')
  proxy.lose()
  const lost = [answer(old, 'b'), answer(visitor(), 'c')]
  expect(await Promise.race([...lost, sleep(100, 'nothing')])).toBe('nothing')
  proxy.cut()
  await once(old, 'close')
  expect(await answer(visitor(), 'd')).toBe('d')
})

test('a refusing proxy ends open connections and lets nobody in', async () => {
  const old = visitor()
  await answer(old, 'a')
  proxy.refuse()
  await once(old, 'close')
  const [refusal] = await once(visitor(), 'error')
  expect(refusal).toMatchObject({ code: 'ECONNRESET' })
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
