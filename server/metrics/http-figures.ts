import { z } from 'zod'
import type { Metrics } from './metrics'

/** What stops a request before the application: its form, its network's budget, large bodies, or a lane that is full. */
const stops = ['form', 'network', 'bodies', 'people', 'newcomers', 'members', 'readers'] as const

const Reads = z.object({ hits: z.number(), misses: z.number() }).catch({ hits: 0, misses: 0 })

const Counts = z.partialRecord(z.enum(stops), z.number()).catch({})

type Pages = {
  bytes: () => number
  size: () => number
}

/** What the server in front keeps of its own accord (`server/http`), outside the framework's bundles. */
export function noteHttp({ gauge, counter }: Metrics): void {
  const counts = Counts.parse(leftAs('plumbline.refused'))
  const refused = counter(
    'plumbline_requests_refused_total',
    'Requests that went no further, by what stopped them.',
    ['by'],
  )
  refused.reset()
  for (const by of stops) refused.inc({ by }, counts[by] ?? 0)
  const pages = leftAs('plumbline.pages') as Pages | undefined
  const { hits, misses } = Reads.parse(leftAs('plumbline.page-reads'))
  const reads = counter('plumbline_page_reads_total', 'Public pages looked up in memory.', [
    'found',
  ])
  reads.reset()
  reads.inc({ found: 'yes' }, hits)
  reads.inc({ found: 'no' }, misses)
  gauge('plumbline_pages_bytes', 'Memory that kept pages take.').set(pages?.bytes() ?? 0)
  gauge('plumbline_pages', 'Pages that are kept.').set(pages?.size() ?? 0)
}

/** What the server in front left under this name, for all bundles. */
function leftAs(name: string): unknown {
  return Reflect.get(globalThis, Symbol.for(name))
}
