import { createServer, type Socket } from 'node:net'

/**
 * How a mail server of a test misbehaves: it never greets, it says nothing more once a mail for the domain `hang.example`
 * is announced, or it then goes on talking for ever without an answer.
 */
export type Misbehaviour = 'never-greets' | 'hangs' | 'drips' | 'none'

/** A mail as it was handed over: to whom, and every byte of it. */
export type Handed = { to: string; data: string }

/** A mail server on this machine that keeps what it is given, in order, and knows no address that begins with `gone`. */
export async function openMailServer(how: Misbehaviour = 'none'): Promise<{
  url: string
  mails: Handed[]
  /** Connections that are open now. */
  open: () => number
  close: () => Promise<void>
}> {
  const mails: Handed[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    if (how !== 'never-greets') converse(socket, how, mails)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    open: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function converse(socket: Socket, how: Misbehaviour, mails: Handed[]): void {
  let waiting = ''
  let to = ''
  let inData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 test')
  socket.on('data', (bytes) => {
    waiting += bytes.toString('latin1')
    for (;;) {
      const end = inData ? '\r\n.\r\n' : '\r\n'
      const at = waiting.indexOf(end)
      if (at < 0) return
      const line = waiting.slice(0, at)
      waiting = waiting.slice(at + end.length)
      if (inData) {
        mails.push({ to, data: line })
        inData = false
        say('250 kept')
      } else if (/^RCPT TO:/i.test(line)) {
        to = /<(.*)>/.exec(line)?.[1] ?? ''
        if (to.startsWith('gone')) say('550 no such mailbox')
        else if (how === 'none' || !to.endsWith('@hang.example')) say('250 ok')
        else if (how === 'drips') dripOn(socket)
      } else if (/^DATA/i.test(line)) {
        inData = true
        say('354 go on')
      } else if (/^QUIT/i.test(line)) {
        say('221 bye')
        socket.end()
      } else say('250 ok')
    }
  })
}

function dripOn(socket: Socket): void {
  const timer = setInterval(() => socket.write('250-still here\r\n'), 50)
  socket.on('close', () => clearInterval(timer))
}
