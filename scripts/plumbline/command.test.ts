import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createTranslator, type Messages } from 'use-intl/core'
import { expect, test } from 'vitest'
import commands from '@/messages/en/commands.json'
import { defaultLanguage } from '@/server/domain/default-language'
import { speakAnother } from '@/server/testing/another-language'
import { explain } from './command'
import { importFramework } from './import'

const messages = Object.entries(commands).flatMap(([group, sentences]) =>
  Object.entries(sentences).map(([name, sentence]) => ({ key: `${group}.${name}`, sentence })),
)

test('a command explains itself', () => {
  expect(explain('import', importFramework).split('\n').slice(0, 5)).toEqual([
    'Imports a framework: CASE, CTDL-ASN, RSD, SKOS, an Excel workbook or CSV. All of it or nothing.',
    '',
    'Usage: npm run plumbline -- import <file> --as <organization> [--name <name>] [--language <tag>] [--columns <columns>] [--sheet <sheet>] [--heading-row <n>] [--framework <framework>|new] [--reworded all|none] [--leave-out-errors] [--preview]',
    '',
    '  --as                the slug of the organization whose framework it becomes; acts as its owner',
  ])
})

test('and does so in another language', () => {
  speakAnother('qx', { commands: { import: { summary: '[import]' } } })
  expect(explain('import', importFramework)).toMatch(/^\[import\]\n\nUsage: /)
})

test('every message of the commands is said by one', () => {
  const folder = import.meta.dirname
  const code = ['../plumbline.ts', ...readdirSync(folder).filter((name) => !/\.test\./.test(name))]
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n')
  const ofEach = /^(?!help)[\w-]+\.(?:summary|usage|details)$/
  const unused = messages.filter(({ key }) => !code.includes(`'${key}'`) && !ofEach.test(key))
  expect(unused).toEqual([])
  const named = new Set([...code.matchAll(/words: '([\w-]+)'/g)].map(([, name]) => name))
  expect(Object.keys(commands).filter((group) => group !== 'help' && !named.has(group))).toEqual([])
})

test.each(messages)('$key is said whole', ({ key, sentence }) => {
  const all: Messages = commands
  const onError = (error: Error) => {
    throw error
  }
  const say = createTranslator({ locale: defaultLanguage, messages: all, onError })
  const asks = [...sentence.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => [name, 'word'])
  expect(say(key, Object.fromEntries(asks))).not.toMatch(/[{}]|''/)
})
