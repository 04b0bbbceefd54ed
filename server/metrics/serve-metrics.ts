import { createServer } from 'node:http'
import { answerScrape } from './answer-scrape'

type Settings = {
  port: number
  token: string | undefined
  write: (now: Date) => Promise<string>
}

/** Answers `/metrics`, and nothing else, in a process that serves no pages; resolves with how to end it. */
export async function serveMetrics({ port, token, write }: Settings): Promise<() => void> {
  const server = createServer({ requestTimeout: 10_000 }, async (request, response) => {
    try {
      const asked = request.method === 'GET' && request.url === '/metrics'
      const answer = await answerScrape(
        request.headers.authorization,
        asked ? token : undefined,
        write,
      )
      response.writeHead(answer.status, answer.headers).end(answer.body)
    } catch {
      response.writeHead(503, { 'retry-after': '15' }).end()
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })
  return () => {
    server.close()
    server.closeAllConnections()
  }
}
