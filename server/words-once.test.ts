import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** Files that list the words of a list of the domain once more, and why. */
const reasons: Readonly<Record<string, string>> = {
  'server/services/cycles/list-cycles.ts':
    'the order cycles are shown in, those that are open first',
  'app/o/[org]/_components/provider-credentials.tsx':
    'the order of what to do, the most pressing first',
  'app/operator/page.tsx': 'the order of those that wait, the fewest first',
  'scripts/bench/generate.ts': 'plain SQL that writes a hundred million rows',
}

const files = ['server', 'app', 'scripts'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name)),
)

describe('a list of words is written once, in the domain', () => {
  test('every word a column may hold is one of a list of the domain', () => {
    const written = files
      .filter((name) => name.startsWith('server/db/schema/'))
      .filter((name) => /enum:\s*\[/.test(readFileSync(name, 'utf8')))
    expect(written).toEqual([])
  })

  test('and nothing else lists the words of a list that has three', async () => {
    const lists = await listsOfDomain()
    const again = files
      .filter((name) => !reasons[name])
      .flatMap((name) =>
        listsIn(readFileSync(name, 'utf8')).flatMap((words) => {
          const known = lists.get(keyOf(words))
          return known && known.file !== name
            ? [`${name} lists ${known.name} of ${known.file} again: ${words.join(', ')}`]
            : []
        }),
      )
    expect(again).toEqual([])
  })
})

type Known = { file: string; name: string }

async function listsOfDomain(): Promise<Map<string, Known>> {
  const lists = new Map<string, Known>()
  for (const file of files.filter((name) => name.startsWith('server/domain/'))) {
    const path = `${process.cwd()}/${file}`
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ path)
    for (const [name, value] of Object.entries(exported)) {
      if (isListOfWords(value)) lists.set(keyOf(value), { file, name })
    }
  }
  return lists
}

function isListOfWords(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.length >= 3 && value.every((each) => typeof each === 'string')
  )
}

/** Arrays of words and unions of words, wherever they stand in a text. */
function listsIn(text: string): string[][] {
  const word = String.raw`'[^'\n]*'`
  const lists =
    text.match(new RegExp(String.raw`\[\s*(?:${word},\s*)+(?:${word},?\s*)?\]`, 'g')) ?? []
  const unions = text.match(new RegExp(String.raw`${word}(?:\s*\|\s*${word})+`, 'g')) ?? []
  return [...lists, ...unions]
    .map((found) => [...found.matchAll(/'([^'\n]*)'/g)].map(([, each]) => each ?? ''))
    .filter((words) => words.length >= 3)
}

function keyOf(words: readonly string[]): string {
  return [...new Set(words)].sort().join(' ')
}
