import { answerParent } from '@/server/child/answer-parent'
import { DomainError } from '@/server/domain/errors'

const kept: unknown[] = []

// A child that does whatever its job says, for the tests of what becomes of it.
void answerParent(function* (job, bytes) {
  switch (job) {
    case 'echo':
      yield new TextDecoder().decode(bytes)
      yield { again: true }
      return
    case 'settings':
      yield Object.keys(process.env)
      return
    case 'buffers':
      for (;;) kept.push(Buffer.alloc(2 ** 20, 1))
    case 'heap':
      for (;;) kept.push({ kept: Array.from({ length: 1000 }, (_, at) => ({ at })) })
    case 'spin':
      process.stdout.write(`${JSON.stringify({ kind: 'part', part: process.pid })}\n`)
      for (;;) Math.sqrt(2)
    case 'chatter':
      for (;;) yield 'x'.repeat(2 ** 16)
    case 'refuse':
      throw new DomainError('limit_reached', 'tables.mostColumns', { field: 'file' })
    case 'fail':
      throw new TypeError('x is not a function')
    case 'leave':
      yield 'half of it'
      return process.exit(0)
    case 'babble':
      process.stdout.write('no line of ours\n')
      return
  }
})
