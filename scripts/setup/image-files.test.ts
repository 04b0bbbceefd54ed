import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { isInImage } from './image-files.mjs'

const folders = ['app', 'docs', 'drizzle', 'e2e', 'messages', 'scripts', 'server']
const files = folders
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((path) => /\.\w+$/.test(path))
const held = files.filter(isInImage)

test('the image holds no page, no test and no tool of development', () => {
  expect(held.filter((path) => /\.test\.|^e2e|\/testing\/|\.tsx$/.test(path))).toEqual([])
  expect(
    held.filter((path) => /^scripts\/(attack|bench|faults|gold|proof|supply)/.test(path)),
  ).toEqual([])
  for (const path of [
    'server/testing/databases.ts',
    'app/layout.tsx',
    'drizzle/meta/_journal.json',
  ]) {
    expect([path, isInImage(path)]).toEqual([path, false])
  }
})

test('the image holds what it runs and reads', () => {
  for (const path of [
    'scripts/plumbline.ts',
    'drizzle/0000_tables.sql',
    'messages/en/mail.json',
    '.next/BUILD_ID',
    'node_modules/next/package.json',
  ]) {
    expect([path, isInImage(path)]).toEqual([path, true])
  }
})

test('the image holds neither the image optimizer nor libvips', () => {
  for (const path of [
    'node_modules/sharp/lib/index.js',
    'node_modules/@img/sharp-libvips-linux-x64/lib',
  ]) {
    expect([path, isInImage(path)]).toEqual([path, false])
  }
})

test('whatever a file of the image imports is in the image too', () => {
  const missing = held
    .filter((path) => /\.m?ts$|\.mjs$/.test(path) && !path.endsWith('.d.mts'))
    .flatMap((path) => importsOf(path).map((target) => [path, target] as const))
    .filter(([, target]) => !isInImage(target))
    .map(([path, target]) => `${path} imports ${target}`)
  expect(missing).toEqual([])
})

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/(?:from|import|import\()\s*'((?:@\/|\.\.?\/)[^']+)'/g)]
    .filter(
      ({ index }) => !/import type [^']*$/.test(text.slice(0, index).split('\n').at(-1) ?? ''),
    )
    .map(([, name = '']) => (name.startsWith('@/') ? name.slice(2) : join(dirname(path), name)))
    .map(
      (target) =>
        ['', '.ts', '.tsx', '.mjs']
          .map((end) => normalize(target + end))
          .find((at) => /\.\w+$/.test(at) && existsSync(at)) ?? target,
    )
}
