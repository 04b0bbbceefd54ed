import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { answerEverything } from './answers'
import { draftCycle, openCycle } from './open-cycle'
import { type PersonaKey, signInAs } from './people'
import { type Route, routes } from './routes'
import { test } from './site'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PEOPLE: (PersonaKey | 'visitor')[] = [
  'visitor',
  'employer',
  'educator',
  'partnership',
  'operator',
]
/** Pages no link leads to. */
const DIRECT = [
  '/',
  '/sign-in',
  '/sign-in/code',
  '/sign-in/link',
  '/mailbox',
  '/search?q=machnist',
  '/credentials/find?q=nurse',
  '/occupations/31-1131/maps/1',
  '/privacy',
  '/invitations/a-link-nobody-has',
  '/this-page-does-not-exist',
  '/r/a-link-nobody-has',
]

test.describe('every page', () => {
  test.skip(
    ({ production }) => production,
    'The sample people sign in by one click in the demonstration.',
  )

  test('is reached, accessible in light and dark, and fits the screen', async ({
    browser,
    baseURL,
    contextOptions,
    folder,
  }, { project }) => {
    test.setTimeout(15 * 60_000)
    const all = routes()
    const seen = new Set<string>()
    const arrive = (page: Page, person: string) => async (pattern: string, path: string) => {
      await test.step(`${person} at ${path}`, () => inspect(page, `${person} ${path}`))
      await page.screenshot({
        path: `e2e/screenshots/${project.name}/${person}${fileName(pattern)}.png`,
        fullPage: true,
      })
    }
    for (const person of PEOPLE) {
      const context = await browser.newContext({ ...contextOptions, baseURL: baseURL ?? '' })
      const page = await context.newPage()
      const start = person === 'visitor' ? DIRECT : [await homeOf(page, person)]
      await walk(page, all, seen, start, arrive(page, person))
      await context.close()
    }
    for (const pattern of await rate(
      browser,
      { baseURL: baseURL ?? '', folder },
      contextOptions,
      arrive,
    )) {
      seen.add(pattern)
    }
    const unlinked = await (
      await browser.newContext({ ...contextOptions, baseURL: baseURL ?? '' })
    ).newPage()
    for (const pattern of await visitWorkInHand(unlinked, arrive(unlinked, 'educator'))) {
      seen.add(pattern)
    }
    const missed = all.map(({ pattern }) => pattern).filter((pattern) => !seen.has(pattern))
    expect.soft(missed, 'pages that nobody reached by links').toEqual([])
  })
})

async function homeOf(page: Page, person: PersonaKey): Promise<string> {
  await signInAs(page, person, { production: false, folder: '' })
  return pathOf(page.url())
}

/** Pages that exist only while something is in hand: a draft cycle, a table whose columns wait. */
async function visitWorkInHand(
  page: Page,
  arrive: (pattern: string, path: string) => Promise<void>,
): Promise<string[]> {
  await signInAs(page, 'educator', { production: false, folder: '' })
  const cycleId = await draftCycle(page, 'Not opened yet')
  await page.goto(`/o/four-harbors-community-college/cycles/${cycleId}`)
  await page.getByRole('link', { name: 'Change', exact: true }).click()
  await page.waitForURL(/\/cycles\/edit/)
  await arrive('/o/[org]/cycles/edit', pathOf(page.url()))
  await page.goto('/o/four-harbors-community-college/frameworks/imports/new')
  await page.locator('input[type=file]').setInputFiles({
    name: 'table.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Code,Competency\nA1,Read a tide table\n,\n'),
  })
  await page.getByRole('button', { name: 'Upload and preview' }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
  await page.reload()
  await arrive('/o/[org]/frameworks/imports/[id]', pathOf(page.url()))
  await page.close()
  return ['/o/[org]/cycles/edit', '/o/[org]/frameworks/imports/[id]']
}

/** A rater's pages, which only a press opens: the cards, the receipt, and the code of a second device. */
async function rate(
  browser: Browser,
  site: { baseURL: string; folder: string },
  contextOptions: BrowserContextOptions,
  arrive: (page: Page, person: string) => (pattern: string, path: string) => Promise<void>,
): Promise<string[]> {
  const address = `every-page@pages-${Date.now()}.example`
  const cycle = await openCycle(
    browser,
    { ...site, production: false },
    { title: 'Every page', addresses: [address] },
  )
  const link = await cycle.link(address)
  const first = await (
    await browser.newContext({ ...contextOptions, baseURL: site.baseURL })
  ).newPage()
  const look = (page: Page, pattern: string) => arrive(page, 'rater')(pattern, pathOf(page.url()))
  await first.goto(link)
  await look(first, '/r/[code]')
  await first.goto(`${link}/decline`)
  await look(first, '/r/[code]/decline')
  await first.goto(`${link}/no-more-mail`)
  await look(first, '/r/[code]/no-more-mail')
  await first.goto(link)
  await first.getByRole('button', { name: 'Start' }).click()
  await first.waitForURL(/\/rate/)
  await look(first, '/r/[code]/rate')
  await answerEverything(first)
  await first.getByRole('button', { name: 'Send', exact: true }).click()
  await first.waitForURL(/\/receipt/)
  await look(first, '/r/[code]/receipt')
  const second = await (
    await browser.newContext({ ...contextOptions, baseURL: site.baseURL })
  ).newPage()
  await second.goto(link)
  await look(second, '/r/[code]-elsewhere')
  await second.getByRole('button', { name: 'Send me the code' }).click()
  await second.waitForURL(/\/code/)
  await look(second, '/r/[code]/code')
  await first.context().close()
  await second.context().close()
  return ['', '/decline', '/no-more-mail', '/rate', '/receipt', '/code'].map(
    (at) => `/r/[code]${at}`,
  )
}

/** Follows links from the start, once to each kind of page: workspaces for each person, the rest for one. */
async function walk(
  page: Page,
  all: Route[],
  seen: Set<string>,
  start: string[],
  arrive: (pattern: string, path: string) => Promise<void>,
): Promise<void> {
  const own = new Set<string>()
  const known = new Set(start)
  const queue = [...start]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const pattern = patternOf(all, path)
    const visited = pattern.startsWith('/o/') ? own : seen
    if (visited.has(pattern) && !start.includes(path)) continue
    own.add(pattern)
    seen.add(pattern)
    const answer = await page.goto(path)
    expect.soft(answer?.status() ?? 0, path).toBeLessThan(500)
    await arrive(pattern, path)
    for (const next of await linksOn(page)) {
      if (known.has(next) || !all.some((route) => route.matches(withoutQuery(next)))) continue
      known.add(next)
      queue.push(next)
    }
  }
}

async function inspect(page: Page, name: string): Promise<void> {
  await expect.soft(page, `${name} has a title`).toHaveTitle(/\S/)
  expect
    .soft(await page.locator('h1').count(), `${name} has one heading of the first level`)
    .toBe(1)
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect.soft(sideways, `${name} scrolls sideways by so many pixels`).toBeLessThanOrEqual(0)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await untilStill(page)
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
    const told = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' , ')}`,
    )
    expect.soft(told, `${name} in ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Colours that move from one scheme to the other are measured when they have arrived. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame)
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
    await new Promise(requestAnimationFrame)
  })
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
