import { createServer } from 'node:net'
import { PlainError } from './plain-error.mjs'

export const HOST = '127.0.0.1'

/** The port that was asked for, or a free one. A port that was asked for and is taken is an error. */
export async function choosePort(asked, usual = 3000) {
  if (asked) {
    const port = Number(asked)
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new PlainError(`PORT must be a whole number from 1 to 65535, not "${asked}".`)
    }
    if (await isFree(port)) return port
    throw new PlainError(`Port ${port} is in use. Set PORT to another one and start again.`)
  }
  return (await isFree(usual)) ? usual : freePort()
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, HOST, () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, HOST, () => server.close(() => resolve(true)))
  })
}
