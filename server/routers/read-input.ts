import { TRPCError } from '@trpc/server'
import superjson, { type SuperJSONResult } from 'superjson'
import { z } from 'zod'
import { DomainError, type RefusalKey } from '@/server/domain/errors'

/** What is nested deeper than this is no input of ours, and reading it would cost its reader the stack. */
const DEEPEST = 20

const Kind = z.tuple([z.enum(['undefined', 'Date'])])

/** What the browser sends: the input as JSON, and where in it stands something that JSON has no word for. */
const Sent = z.object({
  json: z.custom<SuperJSONResult['json']>(),
  meta: z
    .object({
      values: z.union([Kind, z.record(z.string(), Kind)]).optional(),
      v: z.number().optional(),
    })
    .optional(),
})

/**
 * The input of a call as its browser wrote it. Beside plain JSON our pages send dates and what is not defined; any other
 * kind of value is refused, and that two places hold one object is not believed: it is how a few bytes become a circle.
 */
export function readInput(sent: unknown): unknown {
  if (sent === undefined) return undefined
  if (!isNestedWithin(sent, DEEPEST)) throw unreadable('input.tooDeep')
  const read = Sent.safeParse(sent)
  if (!read.success) throw unreadable('input.unreadable')
  const { values, v } = read.data.meta ?? {}
  try {
    return superjson.deserialize({
      json: read.data.json,
      meta: { ...(values ? { values } : {}), ...(v ? { v } : {}) },
    })
  } catch {
    throw unreadable('input.unreadable')
  }
}

/** Whether a value of JSON has at most so many levels; looks no deeper than that. */
export function isNestedWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((each) => isNestedWithin(each, levels - 1))
}

function unreadable(key: RefusalKey): TRPCError {
  return new TRPCError({ code: 'BAD_REQUEST', cause: new DomainError('invalid', key) })
}
