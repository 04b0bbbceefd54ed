import { TRPCError } from '@trpc/server'
import { metrics, type Outcome, seriesOf, timed } from '@/server/metrics/metrics'
import { inSpan } from '@/server/tracing'

type Result = { ok: true } | { ok: false; error: unknown }

/** Calls a procedure in a span, and counts it by how it ended. */
export function watchVerb<T extends Result>(path: string, call: () => Promise<T>): Promise<T> {
  return inSpan(`verb ${seriesOf(path)}`, (span) =>
    timed(call, (ended, seconds) => {
      const outcome = outcomeOf(ended)
      span.setAttribute('outcome', outcome)
      metrics().noteVerb(path, outcome, seconds)
    }),
  )
}

const ours: readonly TRPCError['code'][] = ['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE']

function outcomeOf(ended: Result | Error): Outcome {
  if (ended instanceof Error) return 'failed'
  if (ended.ok) return 'done'
  const { error } = ended
  return error instanceof TRPCError && !ours.includes(error.code) ? 'refused' : 'failed'
}
