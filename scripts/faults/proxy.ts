import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

const HOST = '127.0.0.1'

export type DatabaseProxy = {
  port: number
  /** Ends every connection at once; new ones are let through. */
  cut(): void
  /** Holds everything back, and keeps it. */
  hang(): void
  /** Swallows what comes over open connections and refuses new ones. */
  drop(): Promise<void>
  /** Lets everything through again. */
  pass(): Promise<void>
  stop(): Promise<void>
}

type Mode = 'pass' | 'hang' | 'drop'

/** Stands between the application and its database on loopback, and disturbs them when told to. */
export async function startProxy(target: number): Promise<DatabaseProxy> {
  let mode: Mode = 'pass'
  const pairs = new Set<[Socket, Socket]>()
  const waiting = new Set<Socket>()
  const server = createServer((near) => {
    near.on('error', () => undefined)
    if (mode === 'pass') join(near)
    else hold(near)
  })

  function hold(near: Socket): void {
    near.pause()
    waiting.add(near)
    near.once('close', () => waiting.delete(near))
  }

  function join(near: Socket): void {
    const far = connect(target, HOST)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    for (const [from, to] of [pair, [far, near] as const]) {
      from.setNoDelay(true)
      from.on('error', () => undefined)
      from.on('data', (piece) => mode !== 'drop' && to.write(piece))
      from.once('close', () => {
        pairs.delete(pair)
        // Whoever sits behind lost packets does not hear that the other side is gone.
        if (mode !== 'drop') to.destroy()
      })
    }
    near.resume()
  }

  function cut(): void {
    for (const socket of [...pairs].flat()) socket.destroy()
    for (const socket of waiting) socket.destroy()
  }

  const listen = async (port: number) => {
    server.listen(port, HOST)
    await once(server, 'listening')
  }
  await listen(0)
  // A server on a network port has one; only pipes answer with a string.
  const { port } = server.address() as AddressInfo
  return {
    port,
    cut,
    hang() {
      mode = 'hang'
      for (const socket of [...pairs].flat()) socket.pause()
    },
    async drop() {
      mode = 'drop'
      await new Promise((resolve) => {
        server.close(() => resolve(undefined))
        // Closing waits for open connections, which are to stay.
        setImmediate(resolve)
      })
    },
    async pass() {
      const lost = mode === 'drop'
      mode = 'pass'
      if (lost) cut()
      for (const socket of [...pairs].flat()) socket.resume()
      for (const near of [...waiting]) {
        waiting.delete(near)
        join(near)
      }
      if (!server.listening) await listen(port)
    },
    async stop() {
      mode = 'pass'
      cut()
      if (server.listening) {
        server.close()
        await once(server, 'close')
      }
    },
  }
}
