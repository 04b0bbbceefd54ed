import { answerStarter } from '@/server/child/answer-starter'
import { DomainError } from '@/server/domain/errors'

const kept: unknown[] = []

// A thread that does whatever its job says, for the tests of what becomes of it.
void answerStarter<string>(async (job, tell) => {
  switch (job) {
    case 'echo':
      tell('first')
      tell('second')
      return { again: new Date(0) }
    case 'heap':
      for (;;) kept.push({ kept: Array.from({ length: 1000 }, (_, at) => ({ at })) })
    case 'spin':
      tell('begun')
      for (;;) Math.sqrt(2)
    case 'refuse':
      throw new DomainError('unavailable', 'site.away')
    case 'fail':
      throw Object.assign(new TypeError('Failed query: select 1\nparams: 44322'), { params: [1] })
    default:
      return process.exit(3)
  }
})
