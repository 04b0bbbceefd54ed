import { expect, test, vi } from 'vitest'
import { takenIn } from './taken-in'

vi.mock('server-only', () => ({}))

const none = { fileName: '', bytes: new Uint8Array() }
const file = { fileName: 'members.csv', bytes: new Uint8Array([65]) }

test.each([
  ['a file', { file, text: ' \n' }, ['members.csv']],
  ['a text', { file: none, text: 'Acme' }, ['Acme']],
  ['both, and none is dropped', { file, text: 'Acme' }, ['members.csv', 'Acme']],
  ['nothing, which the text’s verb refuses', { file: none, text: '' }, ['']],
])('what came is kept: %s', async (_what, came, kept) => {
  const ids = await takenIn(came, {
    file: async ({ fileName }) => ({ id: fileName }),
    text: async (text) => ({ id: text }),
  })
  expect(ids).toEqual(kept)
})
