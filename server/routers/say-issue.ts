import type { z } from 'zod'
import type { RefusalKey, RefusalValues } from '@/server/domain/errors'
import { sayRefusal } from '@/server/words/say-refusal'

type Issue = z.core.$ZodIssue
type Problem = { key: RefusalKey; values?: RefusalValues }

/** The sentence for an input that its schema refuses: the schema's own (`saidAs`), or the field and what is wrong with it. */
export function sayIssue(issue: Issue): string {
  if (isKey(issue.message)) return sayRefusal({ key: issue.message })
  const problem = sayRefusal(problemOf(issue))
  const field = issue.path.join('.')
  return field ? sayRefusal({ key: 'input.at', values: { field, problem } }) : problem
}

/** Zod's own sentences are English and have blanks in them. */
function isKey(message: string): message is RefusalKey {
  return /^\w+\.\w+$/.test(message)
}

function problemOf(issue: Issue): Problem {
  switch (issue.code) {
    case 'invalid_type':
      return { key: 'input.wrongKind' }
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return { key: formatKeys[issue.format] ?? 'input.wronglyWritten' }
    case 'invalid_value':
      return { key: 'input.notAChoice' }
    case 'unrecognized_keys':
      return { key: 'input.notAsked' }
    default:
      return { key: 'input.invalid' }
  }
}

const formatKeys: Record<string, RefusalKey> = {
  email: 'addresses.noMail',
  url: 'input.noAddress',
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Problem {
  const values = { minimum: Number(minimum), inclusive: String(inclusive) }
  if (origin === 'string') return { key: 'input.tooShort', values }
  return { key: isNumber(origin) ? 'input.tooLow' : 'input.tooFew', values }
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Problem {
  const values = { maximum: Number(maximum), inclusive: String(inclusive) }
  if (origin === 'string') return { key: 'input.tooLong', values }
  return { key: isNumber(origin) ? 'input.tooHigh' : 'input.tooMany', values }
}

function isNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int' || origin === 'bigint'
}
