import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { slugOf } from '@/server/domain/slugs'

/** Segments that stand for a name; ids, codes and page numbers are never made of one. */
const named = /^\[(slug|org|credential|provider|region)\]$/

/** Pages that stand where a name could. */
function pagesBesideNames(folder: string): string[] {
  const inside = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory())
  const names = inside.map((each) => each.name)
  const fixed = names.some((name) => named.test(name))
    ? names.filter((name) => /^[a-z0-9-]+$/.test(name))
    : []
  return [...fixed, ...names.flatMap((name) => pagesBesideNames(join(folder, name)))]
}

const pages = [...new Set(pagesBesideNames(import.meta.dirname))]

test('some pages stand where a name could', () => {
  expect(pages).toEqual(expect.arrayContaining(['browse', 'filter', 'new']))
})

test.each([...pages, 'all'])('nothing is given the address %s', (page) => {
  expect(slugOf(page, 'credential')).toBe(`${page}-credential`)
})
