import { createServer } from 'node:http'

/** Milliseconds and counts that keep one connection from holding what others need. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
}
const HEADERS = 100
const CONNECTIONS = 2_000

/** Milliseconds in which what is under way may end. */
const DRAIN = 25_000

/** A server that listens, with limits to what a connection may hold; `drain` lets it end in order. */
export async function listen(door, { port, host, limits = {}, drain = DRAIN }) {
  const server = createServer({ ...LIMITS, ...limits }, door)
  server.maxHeadersCount = HEADERS
  server.maxConnections = CONNECTIONS
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return { server, drain: () => end(server, drain) }
}

function end(server, patience) {
  const idle = setInterval(() => server.closeIdleConnections(), 200)
  const late = setTimeout(() => server.closeAllConnections(), patience)
  return new Promise((resolve) =>
    server.close(() => {
      clearInterval(idle)
      clearTimeout(late)
      resolve()
    }),
  )
}
