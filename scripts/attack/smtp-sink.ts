import { createServer, type Socket } from 'node:net'

/** A mail as it was handed over: to whom, and every byte of it. */
export type Handed = { to: string; data: string }

/** A mail server on this machine that keeps what it is given, in order, and knows no address that begins with `gone`. */
export async function openSink(): Promise<{
  url: string
  mails: Handed[]
  close: () => Promise<void>
}> {
  const mails: Handed[] = []
  const server = createServer((socket) => converse(socket, mails))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The sink has no port.')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function converse(socket: Socket, mails: Handed[]): void {
  let waiting = ''
  let to = ''
  let inData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 sink')
  socket.on('error', () => socket.destroy())
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
        say(to.startsWith('gone') ? '550 no such mailbox' : '250 ok')
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
