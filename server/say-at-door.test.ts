import { readdirSync, readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { readWords } from '@/server/words/read-words'
import { openDoor } from './http/door.mjs'
import { serve } from './http/visit'
import { sayAtDoor } from './say-at-door'
import { speakAnother } from './testing/another-language'

test('the door in front says what it refuses in the language of the site', async () => {
  speakAnother('qx', { door: { busy: 'Full house' } })
  sayAtDoor()
  const lanes = {
    enter: async () => ({
      refusal: { status: 503, says: 'busy', headers: { 'Retry-After': '5' } },
    }),
  }
  const { visit } = await serve(openDoor(vi.fn(), { lanes }))
  expect(await visit('/maps/a')).toMatchObject({ status: 503, body: 'Full house\n' })
})

test('whatever the door says is a message', () => {
  const code = readdirSync('server/http')
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => readFileSync(`server/http/${name}`, 'utf8'))
    .join('\n')
  const said = [...code.matchAll(/says: '(\w+)'|refused\(\d+, '(\w+)'/g)].map(
    ([, says, refused]) => says ?? refused,
  )
  expect(said.length).toBeGreaterThan(10)
  expect(Object.keys(readWords('en').door ?? {})).toEqual(expect.arrayContaining(said))
})
