import { bodyLengthOf } from './request.mjs'

/** Milliseconds for which a refused body is still taken in, so that whoever sends it can read why. */
const LINGER = 2_000

/** Answers in words and ends the connection; what still comes is not kept. */
export function sayNo(request, response, { status, message, headers = {} }, linger = LINGER) {
  const body = `${message}\n`
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...headers,
    ...(bodyLengthOf(request) === 0 ? {} : { Connection: 'close' }),
  })
  if (bodyLengthOf(request) === 0) return response.end(body)
  response.write(body)
  const timer = setTimeout(() => request.socket.destroy(), linger)
  request.once('close', () => clearTimeout(timer))
  request.once('end', () => response.end())
  request.resume()
}
