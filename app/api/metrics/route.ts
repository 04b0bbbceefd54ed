import { env } from '@/server/env'
import { answerScrape } from '@/server/metrics/answer-scrape'
import { writeMetrics } from '@/server/services/watch/write-metrics'

export const dynamic = 'force-dynamic'

/** What this process counts, for whoever holds the token; without one in the settings there is no such page. */
export async function GET(request: Request): Promise<Response> {
  const { body, ...answer } = await answerScrape(
    request.headers.get('authorization'),
    env().METRICS_TOKEN,
    writeMetrics,
  )
  return new Response(body, answer)
}
