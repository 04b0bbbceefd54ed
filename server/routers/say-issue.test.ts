import { expect, test } from 'vitest'
import { z } from 'zod'
import { saidAs } from '@/server/domain/errors'
import { sayIssue } from './say-issue'

const Form = z.strictObject({
  name: z.string().min(1).max(3),
  note: z.string().min(3, saidAs('input.reasonMissing')),
  kind: z.enum(['a', 'b']),
  page: z.number().int().min(1).lt(9),
  ids: z.array(z.string()).min(2).max(3),
  email: z.email(),
  site: z.url(),
  id: z.uuid(),
})
const good = {
  ...{ name: 'Ann', note: 'why', kind: 'a', page: 1, ids: ['a', 'b'] },
  ...{ email: 'a@b.example', site: 'https://b.example' },
  id: '6f2b0c1e-7a44-4a57-8a5b-3f2f5a1f0c11',
}

test.each<[Record<string, unknown>, string]>([
  [{ name: '' }, 'name: Write something.'],
  [{ name: 'Anna' }, 'name: Write at most 3 characters.'],
  [{ name: undefined }, 'name: It is missing, or of another kind than expected.'],
  [{ note: '' }, 'Note the reason in a few words.'],
  [{ kind: 'c' }, 'kind: That is not one of the choices.'],
  [{ page: 0 }, 'page: It must be 1 or more.'],
  [{ page: 9 }, 'page: It must be less than 9.'],
  [{ ids: ['a'] }, 'ids: Give at least 2.'],
  [{ ids: ['a', 'b', 'c', 'd'] }, 'ids: Give at most 3.'],
  [{ ids: ['a', 2] }, 'ids.1: It is missing, or of another kind than expected.'],
  [{ email: 'b.example' }, 'email: That is not a mail address. Write it like name@example.org.'],
  [{ site: 'x' }, 'site: This is not a whole web address, such as https://example.org.'],
  [{ id: 'x' }, 'id: It is not written as it should be.'],
  [{ more: 1 }, 'There is more here than is asked for.'],
])('an input with %o is refused in our words', (wrong, sentence) => {
  const [issue] = Form.safeParse({ ...good, ...wrong }).error?.issues ?? []
  expect(issue && sayIssue(issue)).toBe(sentence)
})
