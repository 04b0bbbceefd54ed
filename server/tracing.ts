import {
  ProxyTracerProvider,
  type Span,
  SpanStatusCode,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api'

const OURS = 'plumbline'

/**
 * Does some work inside a span. Names come from the code; a span holds no id, address, level or text of an error. Nothing
 * is written down anywhere unless whoever runs the process has loaded a tracer into it.
 */
export function inSpan<T>(name: string, work: (span: Span) => Promise<T>): Promise<T> {
  return trace.getTracer(OURS).startActiveSpan(name, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}

/**
 * From now on the spans of others come to nothing. The framework's hold whole addresses, and so raters' links, as soon as
 * a tracer is loaded.
 */
export function keepOwnSpansOnly(): void {
  const loaded = trace.getTracerProvider()
  const nothing: Tracer = new ProxyTracerProvider().getTracer('none')
  const ours: TracerProvider = {
    getTracer: (name, ...rest) => (name === OURS ? loaded.getTracer(name, ...rest) : nothing),
  }
  trace.disable()
  trace.setGlobalTracerProvider(ours)
}
