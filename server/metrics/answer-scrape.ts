import { metrics } from './metrics'
import { carriesToken } from './token'

export type ScrapeAnswer = { status: number; headers: Record<string, string>; body: string | null }

/** What `/metrics` answers: everything to whoever carries the token, and nothing where the settings hold none. */
export async function answerScrape(
  authorization: string | null | undefined,
  token: string | undefined,
  write: (now: Date) => Promise<string>,
): Promise<ScrapeAnswer> {
  const headers = { 'cache-control': 'no-store' }
  if (!token) return { status: 404, headers, body: null }
  if (!carriesToken(authorization, token)) {
    return {
      status: 401,
      headers: { ...headers, 'www-authenticate': 'Bearer' },
      body: 'Send the token of METRICS_TOKEN as a bearer token.\n',
    }
  }
  const body = await write(new Date())
  return { status: 200, headers: { ...headers, 'content-type': metrics().contentType }, body }
}
