import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { speakAnother } from '@/server/testing/another-language'
import { languageProblem } from '@/server/words/language-problem'
import { sayRefusal } from '@/server/words/say-refusal'

test('a language whose folder can be read is no problem', () => {
  expect(languageProblem()).toEqual([])
  speakAnother('qx', { site: {} })
  expect(languageProblem()).toEqual([])
})

test.each([
  ['without a folder', (folder: string) => rmSync(folder, { recursive: true })],
  ['with a file that is cut off', (folder: string) => writeFileSync(`${folder}/site.json`, '{')],
])('one %s is named, in the default language', (_, spoil) => {
  const root = speakAnother('qx', { site: {} })
  spoil(path.join(root, 'messages/qx'))
  const [problem] = languageProblem()
  expect(problem && sayRefusal(problem)).toMatch(/^LOCALE=qx has no folder .* in messages/)
})
