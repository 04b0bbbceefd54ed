import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Page } from '@playwright/test'
import { pseudoMessage } from '@/server/testing/pseudo-locale'
import { freePort } from '../scripts/setup/port.mjs'
import { type AnotherSite, startInAnotherLanguage } from './another-language'
import { dataOfSample } from './data-of-sample'
import { PEOPLE } from './reached'
import { routes } from './routes'
import { test } from './site'
import { cutTexts, unmarkedTexts } from './unmarked'
import { type Arrive, rate, startOf, visitWorkInHand, walk } from './walk'

const SCREENS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

/** What the walk itself types, who runs the site, and what the sample says of itself. */
const TYPED = [
  ...['Every page', 'Not opened yet', 'Your answers decide what we teach next year.'],
  ...['The Harbour Test Office', 'table.csv', 'Read a tide table', 'Code', 'Competency'],
  ...['Sample: made-up numbers', 'seed', 'Shop', 'Who', 'Reach', 'Tide', 'Ann', 'bo@'],
  ...['Breakwater School', 'Tide Works', 'Tide Shop', 'Tide Dock', 'tide-works.example'],
  ...['tide-dock.example', 'gmail.com', 'Elyria', 'Lorain County, OH', 'Lorain County, Ohio'],
  ...['Name', 'City', 'Web domain', 'County', 'NAICS'],
]

const ZONES = Intl.supportedValuesOf('timeZone').map((zone) => zone.replaceAll('_', ' '))

const ADDRESSES = /https?:\S+|\S+@\S+|[0-9a-f]{8}-[0-9a-f-]+/g
/** Dates and lists as the platform writes them. */
const PLATFORM =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b\d+:\d+\s[ap]m\b|\band\b/g

test('every page speaks another language, whose words are longer', async ({ browser, production }, {
  project,
}) => {
  test.skip(production, 'The sample people sign in by one click in the demonstration.')
  test.skip(project.name !== 'desktop', 'Each page is looked at in both sizes at once.')
  test.setTimeout(15 * 60_000)
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-another-language-'))
  const site = await startInAnotherLanguage(await freePort(), folder)
  try {
    const missed = new Set(routes().map(({ pattern }) => pattern))
    for (const pattern of await visitAll(browser, site)) missed.delete(pattern)
    expect([...missed], 'Nobody went there.').toEqual([])
  } finally {
    await site.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Everybody's pages; tells which kinds of page they were. */
async function visitAll(browser: Browser, site: AnotherSite): Promise<string[]> {
  const isData = readerOfData(await dataOfSample())
  const look = (page: Page) => (_: string, path: string) => lookAt(page, path, isData)
  const reached = new Set<string>()
  for (const person of PEOPLE) {
    const page = await browser.newPage({ baseURL: site.baseURL })
    const start = await startOf(page, person)
    await walk(page, { person, start, reached: new Set() }, note(look(page)))
    await page.context().close()
  }
  await rate(browser, site, (page) => note(look(page)), pseudoMessage)
  const page = await browser.newPage({ baseURL: site.baseURL })
  await visitWorkInHand(page, note(look(page)), pseudoMessage)
  await page.context().close()
  return [...reached]

  function note(arrive: Arrive): Arrive {
    return async (pattern, path) => {
      reached.add(pattern)
      await arrive(pattern, path)
    }
  }
}

async function lookAt(page: Page, path: string, isData: (text: string) => boolean): Promise<void> {
  const own = (await unmarkedTexts(page)).filter((text) => !isData(text))
  expect.soft(own, `${path} says of its own`).toEqual([])
  for (const screen of SCREENS) {
    await page.setViewportSize(screen)
    expect.soft(await cutTexts(page), `${path}, ${screen.width} wide, cuts`).toEqual([])
  }
}

/** Tells texts that are no words of ours: data, figures, codes, addresses and dates. */
function readerOfData(data: readonly string[]): (text: string) => boolean {
  const known = new Set([...data, ...TYPED, ...ZONES, 'UTC'].map((text) => text.toLowerCase()))
  const parts = [...known].filter((text) => text.length > 3).sort((a, b) => b.length - a.length)
  return (text) => {
    const said = text.toLowerCase()
    if (known.has(said)) return true
    const rest = said.replace(ADDRESSES, ' ')
    const left = parts.reduce((kept, part) => kept.replaceAll(part, ' '), rest)
    return !/\p{L}{2}/u.test(left.replace(PLATFORM, ' '))
  }
}
