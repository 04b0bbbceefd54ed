import {
  type Attributes,
  type Span,
  type SpanStatus,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from '@opentelemetry/api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { DomainError } from '@/server/domain/errors'
import { type JobRun, runJob } from '@/server/jobs/run-job'
import { createCallerFactory, publicProcedure, router } from '@/server/routers/trpc'
import { inSpan, keepOwnSpansOnly } from './tracing'

type Seen = { name: string; attributes: Attributes; status?: SpanStatus; ended: boolean }

let spans: Seen[] = []

beforeEach(() => {
  spans = []
  trace.setGlobalTracerProvider(inMemory())
  keepOwnSpansOnly()
})
afterEach(() => trace.disable())

/** A tracer as an operator would load one, which writes everything down. */
function inMemory(): TracerProvider {
  const start = (name: string): Span => {
    const seen: Seen = { name, attributes: {}, ended: false }
    spans.push(seen)
    const span = {
      setAttribute(key: string, value: string) {
        seen.attributes[key] = value
        return span
      },
      setStatus(status: SpanStatus) {
        seen.status = status
        return span
      },
      end() {
        seen.ended = true
      },
    }
    return span as unknown as Span
  }
  return {
    getTracer: () => ({
      startSpan: start,
      startActiveSpan: (name: string, ...rest: unknown[]) => {
        const work = rest.at(-1)
        return typeof work === 'function' ? work(start(name)) : undefined
      },
    }),
  }
}

const code = 'a-link-that-lets-its-reader-in'
const secret = 'rater ann@acme.example said 4'
const caller = createCallerFactory(
  router({
    maps: router({
      read: publicProcedure.input(z.object({ slug: z.string() })).query(({ input }) => input.slug),
    }),
    ratings: router({
      submit: publicProcedure.input(z.object({ code: z.string() })).mutation(() => {
        throw new DomainError('conflict', 'members.already', { values: { email: secret } })
      }),
      saveAnswers: publicProcedure.mutation(() => Promise.reject(new Error(secret))),
    }),
  }),
)({ actor: { kind: 'anonymous' }, requestId: '', now: new Date() })

test('verbs are traced by name and outcome, and those of raters by neither input nor error', async () => {
  await caller.maps.read({ slug: 'welder-diploma' })
  await expect(caller.ratings.submit({ code })).rejects.toThrow()
  await expect(caller.ratings.saveAnswers()).rejects.toThrow()
  expect(spans).toEqual([
    { name: 'verb maps.read', attributes: { outcome: 'done' }, ended: true },
    { name: 'verb answering', attributes: { outcome: 'refused' }, ended: true },
    { name: 'verb answering', attributes: { outcome: 'failed' }, ended: true },
  ])
})

test('jobs are traced, and one that fails says no more than that', async () => {
  const runs: JobRun[] = []
  const note = (run: JobRun) => runs.push(run)
  await runJob('release', async () => ({ subjects: 1 }), note)
  await runJob('mail', () => Promise.reject(new Error(secret)), note)
  expect(runs).toMatchObject([
    { job: 'release', counts: { subjects: 1 } },
    { job: 'mail', counts: 'failed' },
  ])
  expect(spans).toEqual([
    { name: 'job release', attributes: {}, ended: true },
    {
      name: 'job mail',
      attributes: {},
      status: { code: SpanStatusCode.ERROR },
      ended: true,
    },
  ])
})

test('what the framework would write down of a request comes to nothing', async () => {
  const framework = trace.getTracer('next.js')
  framework.startSpan(`GET /r/${code}`).end()
  await framework.startActiveSpan(`GET /r/${code}`, async (span) => span.end())
  expect(spans).toEqual([])
  await inSpan('door plumbline_reader', async () => undefined)
  expect(spans).toHaveLength(1)
})
