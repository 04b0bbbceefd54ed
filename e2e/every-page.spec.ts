import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { type PersonaKey, signInAs } from './people'
import { type Route, routes } from './routes'
import { test } from './site'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PEOPLE: (PersonaKey | 'visitor')[] = [
  'visitor',
  'rater',
  'employer',
  'educator',
  'partnership',
  'operator',
]
const VISITS_A_PAGE = 2

/** Pages no link leads to. */
const DIRECT = ['/', '/sign-in', '/this-page-does-not-exist', '/r/a-link-nobody-has']

test.describe('every page', () => {
  test.skip(
    ({ production }) => production,
    'The sample people sign in by one click in the demonstration.',
  )

  test('is reached, accessible in light and dark, and fits the screen', async ({
    browser,
    baseURL,
    contextOptions,
  }, { project }) => {
    test.setTimeout(15 * 60_000)
    const all = routes()
    const seen = new Set<string>()
    for (const person of PEOPLE) {
      const context = await browser.newContext({ ...contextOptions, baseURL: baseURL ?? '' })
      const page = await context.newPage()
      const start = person === 'visitor' ? DIRECT : [await homeOf(page, person)]
      const reached = await walk(page, all, start, async (pattern, path) => {
        await test.step(`${person} at ${path}`, () => inspect(page, `${person} ${path}`))
        await page.screenshot({
          path: `e2e/screenshots/${project.name}/${person}${fileName(pattern)}.png`,
          fullPage: true,
        })
      })
      for (const pattern of reached) seen.add(pattern)
      await context.close()
    }
    const missed = all.map(({ pattern }) => pattern).filter((pattern) => !seen.has(pattern))
    expect.soft(missed, 'pages that nobody reached by links').toEqual([])
  })
})

async function homeOf(page: Page, person: PersonaKey): Promise<string> {
  await signInAs(page, person)
  return pathOf(page.url())
}

/** Follows links from the start, at most a few times to each kind of page. */
async function walk(
  page: Page,
  all: Route[],
  start: string[],
  arrive: (pattern: string, path: string) => Promise<void>,
): Promise<Set<string>> {
  const visits = new Map<string, number>()
  const known = new Set(start)
  const queue = [...start]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const pattern = patternOf(all, path)
    const count = visits.get(pattern) ?? 0
    if (count >= VISITS_A_PAGE) continue
    visits.set(pattern, count + 1)
    const answer = await page.goto(path)
    expect.soft(answer?.status() ?? 0, path).toBeLessThan(500)
    await arrive(`${pattern}-${count + 1}`, path)
    for (const next of await linksOn(page)) {
      if (known.has(next) || !all.some((route) => route.matches(withoutQuery(next)))) continue
      known.add(next)
      queue.push(next)
    }
  }
  return new Set(visits.keys())
}

async function inspect(page: Page, name: string): Promise<void> {
  expect.soft(await page.title(), `${name} has a title`).not.toBe('')
  expect
    .soft(await page.locator('h1').count(), `${name} has one heading of the first level`)
    .toBe(1)
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect.soft(sideways, `${name} scrolls sideways by so many pixels`).toBeLessThanOrEqual(0)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
    const told = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' , ')}`,
    )
    expect.soft(told, `${name} in ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

async function linksOn(page: Page): Promise<string[]> {
  const hrefs = await page
    .locator('a[href]:not([download])')
    .evaluateAll((links) =>
      links.map((link) => (link instanceof HTMLAnchorElement ? link.href : '')),
    )
  const origin = new URL(page.url()).origin
  return [...new Set(hrefs.filter((href) => href.startsWith(origin)).map(pathOf))]
}

function pathOf(href: string): string {
  const { pathname, search } = new URL(href)
  return pathname + search
}

function patternOf(all: Route[], path: string): string {
  return all.find((route) => route.matches(withoutQuery(path)))?.pattern ?? 'nowhere'
}

function withoutQuery(path: string): string {
  return path.split('?')[0] ?? path
}

function fileName(pattern: string): string {
  return pattern.replace(/[^a-z0-9[\]-]+/gi, '_')
}
