import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { answerEverything } from './answers'
import { draftCycle, openCycle } from './open-cycle'
import { type PersonaKey, signInAs } from './people'
import { change } from './procedures'
import type { PEOPLE } from './reached'
import { type Route, routes } from './routes'

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
  '/frameworks/direct-care/part/all/1',
  '/privacy',
  '/invitations/a-link-nobody-has',
  '/this-page-does-not-exist',
  '/r/a-link-nobody-has',
]

/** What is done on a page once it stands open. */
export type Arrive = (pattern: string, path: string) => Promise<void>

type Somebody = (typeof PEOPLE)[number]

/** Where somebody's walk begins. */
export async function startOf(page: Page, person: Somebody): Promise<string[]> {
  return person === 'visitor' ? DIRECT : [await homeOf(page, person)]
}

async function homeOf(page: Page, person: PersonaKey): Promise<string> {
  await signInAs(page, person, { production: false, folder: '' })
  return pathOf(page.url())
}

/** How the site says an English label. */
export type Say = (english: string) => string
const asWritten: Say = (english) => english

/** Pages that exist only while something is in hand: a draft cycle, a table whose columns wait. */
export async function visitWorkInHand(
  page: Page,
  arrive: Arrive,
  say: Say = asWritten,
): Promise<string[]> {
  await signInAs(page, 'educator', { production: false, folder: '' })
  const cycleId = await draftCycle(page, 'Not opened yet')
  await page.goto(`/o/four-harbors-community-college/cycles/${cycleId}`)
  await page.getByRole('link', { name: say('Change'), exact: true }).click()
  await page.waitForURL(/\/cycles\/edit/)
  await arrive('/o/[org]/cycles/edit', pathOf(page.url()))
  await page.goto(`/o/four-harbors-community-college/cycles/${cycleId}`)
  await page.locator('textarea[name=text]').fill('Shop,Who,Reach\nTide,Ann,ann@tide.example')
  await page.locator('form[enctype="multipart/form-data"] button').click()
  await page.waitForURL(/\/addresses\/[0-9a-f-]{36}/)
  await arrive('/o/[org]/cycles/[id]/addresses/[list]', pathOf(page.url()))
  const claims = '/o/four-harbors-community-college/credentials/cnc-machining-certificate/claims'
  await page.goto(`${claims}/making-and-maintaining/sheet`)
  await page.locator('textarea[name=text]').fill('Code,Teaches\nA2,x\nZ9,x')
  await page.locator('form[enctype="multipart/form-data"] button').click()
  await page.waitForURL(/\/claims\/[0-9a-f-]{36}/)
  await arrive('/o/[org]/claims/[list]', pathOf(page.url()))
  await page.goto(`/o/four-harbors-community-college/cycles/${cycleId}`)
  await page.locator('textarea[name=text]').fill('ann@tide.example, Tide\nbo@\npat@gmail.com')
  await page.locator('form[enctype="multipart/form-data"] button').click()
  await page.waitForURL(/\/addresses\/[0-9a-f-]{36}/)
  await arrive('/o/[org]/cycles/[id]/addresses/[list]', pathOf(page.url()))
  await page.goto('/o/four-harbors-community-college/frameworks/imports/new')
  await page.locator('input[type=file]').setInputFiles({
    name: 'table.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Code,Competency\nA1,Read a tide table\n,\n'),
  })
  await page.getByRole('button', { name: say('Upload and preview') }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
  await page.reload()
  await arrive('/o/[org]/frameworks/imports/[id]', pathOf(page.url()))
  const lists = [
    ['partnership', '/o/four-harbors-workforce-partnership/employers/lists'],
    ['operator', '/operator/employers'],
  ] as const
  const listPages = []
  for (const [person, at] of lists) {
    await signInAs(page, person, { production: false, folder: '' })
    await page.goto(`${at}/new`)
    await page.locator('textarea[name=text]').fill(listOfEmployers)
    await page.locator('form[enctype="multipart/form-data"] button').click()
    await page.waitForURL(/\/[0-9a-f-]{36}/)
    listPages.push(person === 'operator' ? `${at}/[list]` : '/o/[org]/employers/lists/[list]')
    await arrive(listPages.at(-1) ?? '', pathOf(page.url()))
    await page.getByRole('button', { name: say('Give up this list') }).click()
    await page.waitForURL(/\/new/)
  }
  await visitUnconfirmed(page, arrive)
  return [
    '/o/[org]/publish',
    '/o/[org]/cycles/edit',
    '/o/[org]/cycles/[id]/addresses/[list]',
    '/o/[org]/claims/[list]',
    '/o/[org]/frameworks/imports/[id]',
    ...listPages,
  ]
}

/** One that can be confirmed, one that needs a reason of the operator's, and one that has to be mended. */
const listOfEmployers = [
  'Name,City,Web domain,County,NAICS',
  'Tide Works,Elyria,tide-works.example,"Lorain County, OH",332710',
  'Tide Shop,Elyria,tide@gmail.com,"Lorain County, OH",332710',
  'Tide Dock,Elyria,tide-dock.example,Elyria,332710',
].join('\n')
/** What only a provider sees that nobody has confirmed; the sample region has none, so the operator founds one. */
async function visitUnconfirmed(page: Page, arrive: Arrive): Promise<void> {
  await signInAs(page, 'operator', { production: false, folder: '' })
  const { slug } = await change(page, 'organizations.create', {
    kind: 'provider',
    name: `Breakwater School ${Date.now()}`,
  })
  await page.goto(`/o/${slug}`)
  await arrive('/o/[org]', pathOf(page.url()))
  await page.goto(`/o/${slug}/publish`)
  await arrive('/o/[org]/publish', pathOf(page.url()))
}

/** A rater's pages, which only a press opens: the cards, the receipt, and the code of a second device. */
export async function rate(
  browser: Browser,
  site: { baseURL: string; folder: string; contextOptions?: BrowserContextOptions },
  arrive: (page: Page) => Arrive,
  say: Say = asWritten,
): Promise<string[]> {
  const { baseURL, folder, contextOptions } = site
  const domain = `pages-${Date.now()}.example`
  const [address, printing] = [`every-page@${domain}`, `printed@${domain}`]
  const cycle = await openCycle(
    browser,
    { baseURL, folder, production: false },
    { title: 'Every page', addresses: [address, printing] },
  )
  const link = await cycle.link(address)
  const first = await (await browser.newContext({ ...contextOptions, baseURL })).newPage()
  const look = (page: Page, pattern: string) => arrive(page)(pattern, pathOf(page.url()))
  await first.goto(link)
  await look(first, '/r/[code]')
  await first.goto(`${link}/decline`)
  await look(first, '/r/[code]/decline')
  await first.goto(`${link}/no-more-mail`)
  await look(first, '/r/[code]/no-more-mail')
  await first.goto(link)
  await first.getByRole('button', { name: say('Start') }).click()
  await first.waitForURL(/\/rate/)
  await look(first, '/r/[code]/rate')
  await first.goto(`${link}/pass-on`)
  await look(first, '/r/[code]/pass-on')
  await first.goto(`${link}/rate`)
  await answerEverything(first)
  await first.getByRole('button', { name: say('Send'), exact: true }).click()
  await first.waitForURL(/\/receipt/)
  await look(first, '/r/[code]/receipt')
  const second = await (await browser.newContext({ ...contextOptions, baseURL })).newPage()
  await second.goto(link)
  await look(second, '/r/[code]-elsewhere')
  await second.getByRole('button', { name: say('Send me the code') }).click()
  await second.waitForURL(/\/code/)
  await look(second, '/r/[code]/code')
  const other = await cycle.link(printing)
  await second.goto(other)
  await second.getByRole('button', { name: say('Start') }).click()
  await second.waitForURL(/\/rate/)
  await second.goto(`${other}/pass-on`)
  await second.getByRole('button', { name: say('Make a code to print') }).click()
  await second.waitForURL(/\/printed/)
  await look(second, '/r/[code]/printed')
  await first.context().close()
  await second.context().close()
  return [
    '',
    '/decline',
    '/no-more-mail',
    '/rate',
    '/pass-on',
    '/printed',
    '/receipt',
    '/code',
  ].map((at) => `/r/[code]${at}`)
}

/** Follows links from the start, once to each kind of page; what everybody may read is the visitor's to look at. */
export async function walk(
  page: Page,
  { person, start, reached }: { person: Somebody; start: string[]; reached: Set<string> },
  arrive: Arrive,
): Promise<void> {
  const all = routes()
  const visitors = new Set(DIRECT.map((path) => routeOf(all, path)))
  const known = new Set(start)
  const queue = [...start]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const route = routeOf(all, path)
    const pattern = route?.pattern ?? 'nowhere'
    const shared = route?.public || visitors.has(route)
    const skipped = reached.has(pattern) || (shared && person !== 'visitor')
    if (skipped && !start.includes(path)) continue
    reached.add(pattern)
    const answer = await page.goto(path)
    expect.soft(answer?.status() ?? 0, path).toBeLessThan(500)
    await arrive(pattern, path)
    for (const next of await linksOn(page)) {
      if (known.has(next) || !routeOf(all, next)) continue
      known.add(next)
      queue.push(next)
    }
  }
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

function routeOf(all: Route[], path: string): Route | undefined {
  return all.find((route) => route.matches(withoutQuery(path)))
}

function withoutQuery(path: string): string {
  return path.split('?')[0] ?? path
}
