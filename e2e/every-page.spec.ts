import { expect, type Page } from '@playwright/test'
import { barriersInBoth } from './barriers'
import { noteReached, PEOPLE } from './reached'
import { test } from './site'
import { type Arrive, rate, startOf, visitWorkInHand, walk } from './walk'

/** Each person's pages are reached, accessible in light and dark, and fit the screen. */
test.describe('every page', () => {
  test.skip(
    ({ production }) => production,
    'The sample people sign in by one click in the demonstration.',
  )
  test.setTimeout(15 * 60_000)

  for (const person of PEOPLE) {
    test(`of the ${person}`, async ({ page }, { project }) => {
      const reached = new Set<string>()
      const start = await startOf(page, person)
      await walk(page, { person, start, reached }, arrive(page, project.name, person))
      noteReached(project.name, person, reached)
    })
  }

  test('of a rater', async ({ browser, baseURL, contextOptions, folder }, { project }) => {
    const site = { baseURL: baseURL ?? '', folder, contextOptions }
    const reached = await rate(browser, site, (page) => arrive(page, project.name, 'rater'))
    noteReached(project.name, 'rater', reached)
  })

  test('of work in hand', async ({ page }, { project }) => {
    const reached = await visitWorkInHand(page, arrive(page, project.name, 'educator'))
    noteReached(project.name, 'work in hand', reached)
  })
})

/** What is done on each page; pictures of all pages are taken for who asks, to look at them. */
function arrive(page: Page, screen: string, person: string): Arrive {
  return async (pattern, path) => {
    await test.step(`${person} at ${path}`, () => inspect(page, `${person} ${path}`))
    if (!process.env.E2E_SCREENSHOTS) return
    await page.screenshot({
      path: `e2e/screenshots/${screen}/${person}${fileName(pattern)}.png`,
      fullPage: true,
    })
  }
}

async function inspect(page: Page, name: string): Promise<void> {
  await expect.soft(page, `${name} has a title`).toHaveTitle(/\S/)
  await expect.soft(page.locator('h1'), `${name} has one heading of the first level`).toHaveCount(1)
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await expect
    .configure({ soft: true })
    .poll(sideways, `${name} scrolls sideways by so many pixels`)
    .toBeLessThanOrEqual(0)
  const { light, dark, changed } = await barriersInBoth(page)
  expect.soft(light, `${name} in light`).toEqual([])
  expect.soft(changed, `${name} differs in the dark by more than its colours`).toEqual([])
  expect.soft(dark, `${name} in dark`).toEqual([])
}

function fileName(pattern: string): string {
  return pattern.replace(/[^a-z0-9[\]-]+/gi, '_')
}
