import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export type TcpProxy = {
  port: number
  /** Lets through; what was held while it hung goes on its way. */
  pass(): void
  /** Ends each connection at once and refuses new ones with a reset. */
  refuse(): void
  /** Ends the connections there are; new ones pass. */
  cut(): void
  /** Says nothing any more, to old connections and new ones, and keeps what is said. */
  hang(): void
  /** Says nothing any more and loses what is said, for good. */
  lose(): void
  close(): Promise<void>
}

/** Stands between two programs on this machine and does to their connections what networks do. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let mode: 'pass' | 'refuse' | 'hang' | 'lose' = 'pass'
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    if (mode === 'refuse') {
      near.resetAndDestroy()
      return
    }
    const far = connect(target)
    join(near, far)
    join(far, near)
  })

  function join(from: Socket, to: Socket): void {
    sockets.add(from)
    from.on('error', () => undefined)
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
    from.on('data', (bytes) => {
      if (mode !== 'lose') to.write(bytes)
    })
    if (mode === 'hang') from.pause()
  }

  const each = (act: (socket: Socket) => unknown) => {
    for (const socket of [...sockets]) act(socket)
  }
  const become = (next: typeof mode) => {
    mode = next
    each((socket) => (next === 'hang' ? socket.pause() : socket.resume()))
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port.')
  return {
    port: address.port,
    pass: () => become('pass'),
    refuse: () => {
      become('refuse')
      each((socket) => socket.destroy())
    },
    cut: () => {
      become('pass')
      each((socket) => socket.destroy())
    },
    hang: () => become('hang'),
    lose: () => become('lose'),
    async close() {
      each((socket) => socket.destroy())
      server.close()
      await once(server, 'close')
    },
  }
}
