import { readdirSync, readFileSync } from 'node:fs'
import { expect, it, test } from 'vitest'
import { wordsInCode } from '@/server/testing/words-in-code'

/** What stands in code although it is read, and why. */
const exceptions: Record<string, readonly string[]> = {
  // A file's columns and a line of it, which are the same in every language.
  'app/_components/employment/employment-upload.tsx': [
    'region,sector,employment,year,source\n',
    ',31-33,52000,2025,QCEW',
  ],
}

const code = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((name) => `app/${name}`)
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))

it('nothing a person reads is written in a page or a part of one', () => {
  const found = code.flatMap((file) => {
    const allowed = exceptions[file] ?? []
    return wordsInCode(file, readFileSync(file, 'utf8'))
      .filter((text) => !allowed.includes(text))
      .map((text) => `${file}: ${text}`)
  })
  expect(found, 'Put the words into messages/en and say them by their key.').toEqual([])
})

it('no page takes a message raw or fills it by hand', () => {
  const found = code.filter((file) =>
    /\b\w+\.raw\(|\.replace\(\s*['"`]\{/.test(readFileSync(file, 'utf8')),
  )
  expect(found, 'Name it in app/_i18n/blanks.ts, and `fill` it in the browser.').toEqual([])
})

test.each([
  ['text between tags', '<p>Say it</p>', ['Say it']],
  ['a text in braces', "<p>{'Say it'}</p>", ['Say it']],
  ['either way of a choice', "<p>{a ? 'Yes' : `No way`}</p>", ['Yes', 'No way']],
  ['what stands in when there is nothing', "<p>{a ?? 'None'}</p>", ['None']],
  ['an attribute that is read', '<a aria-label="Go on" href="/there" />', ['Go on']],
  ['a prop that is read', "<Field label={a || 'Name'} name='who' />", ['Name']],
  ['the metadata of a page', "<p>{t('a')}</p>; const m = { title: 'Maps', url: 'maps' }", ['Maps']],
  ['no sign, figure or message', "<p className='big'>{t('key')} · 12 × {n}</p>", []],
])('finds %s', (_, source, words) => {
  expect(wordsInCode('part.tsx', source)).toEqual(words)
})
