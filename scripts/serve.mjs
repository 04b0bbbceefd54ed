// Serves the production build: what `npm start` and the image run.
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import next from 'next'
import { answerKept } from '../server/http/answer-kept.mjs'
import { openDoor } from '../server/http/door.mjs'
import { listen } from '../server/http/listen.mjs'
import { ROOT } from './setup/paths.mjs'
import { PlainError, runCommand, say } from './setup/plain-error.mjs'

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', short: 'p', default: process.env.PORT || '3000' },
      hostname: { type: 'string', short: 'H' },
    },
  })
  const port = Number(values.port)
  // The jobs of this process drop its cached pages by a request to its own port.
  process.env.PORT = values.port
  process.env.NODE_ENV = 'production'

  let door = starting
  const { server, drain } = await listen((request, response) => door(request, response), {
    port,
    host: values.hostname,
  }).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new PlainError(`Port ${port} is in use. Set PORT to another one and start again.`)
  })
  const app = next({
    dir: ROOT,
    hostname: values.hostname,
    port,
    // There are no web sockets here: Next waits for them at a server that nobody reaches.
    httpServer: createServer(),
  })
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, async () => {
      await drain()
      await app.close()
      process.exit(signal === 'SIGTERM' ? 143 : 130)
    })
  }
  await app.prepare()
  door = openDoor(answerKept(app.getRequestHandler()), {
    https: (process.env.APP_URL ?? '').startsWith('https://'),
    trustedProxies: Number(process.env.TRUSTED_PROXIES || 0),
  })
  say(`Plumbline listens on port ${server.address().port}.`)
})

function starting(_request, response) {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '2' })
  response.end('Plumbline is starting.\n')
}
