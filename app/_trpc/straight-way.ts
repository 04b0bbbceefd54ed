import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { NextRequest } from 'next/server'
import { env } from '@/server/env'
import { openStraightWay } from '@/server/http/straight-ways.mjs'

type Params = { code: string }

type Route = (request: NextRequest, given: { params: Promise<Params> }) => Promise<Response>

/**
 * The same route, which the server in front now reaches without the framework's router: that takes longer than a tap.
 * It asks nothing of the framework but its request.
 */
export function withStraightWay(name: 'tap' | 'send', route: Route): Route {
  openStraightWay(
    name,
    async (request: IncomingMessage, response: ServerResponse, params: Params) => {
      const body = await buffer(request).catch(() => undefined)
      if (!body) return response.destroy()
      await give(response, await route(asked(request, body), { params: Promise.resolve(params) }))
    },
  )
  return route
}

function asked({ url = '/', method = 'POST', headers }: IncomingMessage, body: Buffer) {
  const lines = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  return new NextRequest(new URL(url, env().appUrl), {
    method,
    headers: lines,
    body: new Uint8Array(body),
  })
}

async function give(response: ServerResponse, answer: Response): Promise<void> {
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) response.appendHeader(name, value)
  response.end(answer.body ? Buffer.from(await answer.arrayBuffer()) : undefined)
}
