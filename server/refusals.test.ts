import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createTranslator, type Messages } from 'use-intl/core'
import { expect, test } from 'vitest'
import refusals from '@/messages/en/refusals.json'
import { defaultLanguage } from '@/server/domain/default-language'

/** Every message with the names of the values it asks for. */
const messages = Object.entries(refusals).flatMap(([noun, sentences]) =>
  Object.entries(sentences).map(([name, sentence]) => ({
    key: `${noun}.${name}`,
    sentence,
    asks: [...new Set([...sentence.matchAll(/\{(\w+)[,}]/g)].map(([, value = '']) => value))],
  })),
)

const sources = ['server', 'app', 'scripts']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      path.join(folder, name),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^server\/testing\//.test(file))
  .map((file) => readFileSync(file, 'utf8'))

type Place = { source: string; at: number }

/** Where keys stand in the code. */
const made = new Map<string, Place[]>()
for (const source of sources) {
  for (const { 1: key = '', index: at } of source.matchAll(/'(\w+\.\w+)'/g)) {
    made.set(key, [...(made.get(key) ?? []), { source, at }])
  }
}

test('every refusal that has words is made somewhere', () => {
  const unused = messages.filter(({ key }) => places(key).length === 0)
  expect(unused.map(({ key }) => key)).toEqual([])
})

test('whoever makes a refusal gives the values that its sentence names', () => {
  const missing = messages.flatMap(({ key, asks }) =>
    places(key).flatMap(({ source, at }) => {
      const given = valuesAt(source, at)
      return asks.filter((name) => !given.has(name)).map((name) => `${key}: ${name}`)
    }),
  )
  expect(missing).toEqual([])
})

test.each(messages)('$key is said whole', ({ key, sentence, asks }) => {
  const all: Messages = refusals
  const onError = (error: Error) => {
    throw error
  }
  const say = createTranslator({ locale: defaultLanguage, messages: all, onError })
  for (const value of [0, 1, 2, 'word']) {
    const said = say(key, Object.fromEntries(asks.map((name) => [name, value])))
    expect(said).not.toMatch(/[{}]/)
    if (asks.length === 0) expect(said).toBe(sentence)
  }
})

function places(key: string): Place[] {
  return made.get(key) ?? []
}

/** The names in the call that holds this place, or in the whole file where the call hands on values made elsewhere. */
function valuesAt(source: string, at: number): Set<string> {
  const call = callAround(source, at)
  const own = call.includes('{') && !/\bvalues\b(?!:)/.test(call)
  return new Set((own ? call : source).match(/\w+/g))
}

function callAround(source: string, at: number): string {
  let [from, to] = [at, at]
  for (let depth = 0; from > 0 && depth < 1; from -= 1) depth += step(source[from - 1], '(', ')')
  for (let depth = 0; to < source.length && depth < 1; to += 1) depth += step(source[to], ')', '(')
  return source.slice(from, to)
}

function step(char: string | undefined, out: string, into: string): number {
  return char === out ? 1 : char === into ? -1 : 0
}
