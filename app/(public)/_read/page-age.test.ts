import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PAGE_SECONDS } from '@/server/domain/reading/hiding'

const sources = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
  .map((name) => ({ name, text: readFileSync(`app/${name}`, 'utf8') }))

test('no page or file of the site is shown for longer than a hidden group may be seen', () => {
  const ages = sources.flatMap(({ name, text }) =>
    [
      ...text.matchAll(/(?:export const revalidate = |max-age=|s-maxage=|stale-[a-z-]+=)(\w+)/g),
    ].map(([, age]) => ({ name, age: Number(age) })),
  )
  expect(ages.length).toBeGreaterThan(5)
  for (const { name, age } of ages) expect(age, name).toBeLessThanOrEqual(PAGE_SECONDS)
  expect(readFileSync('next.config.mjs', 'utf8')).toContain(`expireTime: ${PAGE_SECONDS},`)
})

test('no page keeps figures in a memory that a refresh does not reach', () => {
  for (const { name, text } of sources) {
    expect(text, name).not.toMatch(
      /unstable_cache|'use cache'|force-cache|export const dynamic = 'force-static'/,
    )
  }
})
