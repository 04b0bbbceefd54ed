import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test'
import { test } from './site'

test('credentials are filtered by kind and by words with the keyboard alone', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'A telephone has no keyboard.')
  await page.goto('/credentials')
  const all = await shownCount(page)
  await tabTo(page, page.getByLabel('Kind', { exact: true }))
  await page.keyboard.press('ArrowDown')
  await tabTo(page, page.getByRole('button', { name: 'Show', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/credentials\/browse\/[a-z]+\/all\/1$/)
  await expect(page).toHaveTitle(/^Credentials: [A-Z][a-z]+ · /)
  const ofKind = await shownCount(page)
  expect(ofKind).toBeGreaterThan(0)
  expect(ofKind).toBeLessThan(all)

  await page.goto('/credentials')
  await tabTo(page, page.getByLabel('Name or words', { exact: true }))
  await page.keyboard.type('nursing')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/credentials/find?q=nursing')
  await expect(page.getByRole('link', { name: 'Nursing Assistant Certification' })).toBeVisible()
  expect(await shownCount(page)).toBeLessThan(all)
})

test('a list says which page it is on, and what to do after the last', async ({ page }) => {
  await page.goto('/credentials/find?q=nursing&page=99')
  await expect(page).toHaveTitle(/^Credentials: nursing, page 99 · /)
  await expect(page.getByText('The list has no page 99')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Pages' })).toHaveCount(0)
  await page.getByRole('link', { name: 'First page' }).click()
  await expect(page).toHaveURL('/credentials/find?q=nursing')
})

test('an old address of a filtered list leads to where it is now', async ({ page, request }) => {
  const now = '/credentials/browse/certification/all/1'
  await page.goto('/credentials?kind=certification')
  await expect(page).toHaveURL(now)
  const canonical = page.locator('link[rel=canonical]')
  await expect(canonical).toHaveAttribute('href', new RegExp(`${now}$`))
  await page.goto('/credentials?q=nursing&kind=certification')
  await expect(page).toHaveURL('/credentials/find?q=nursing&kind=certification')
  await page.goto('/credentials?provider=nobody')
  await expect(page.getByText('No published credential fits this filter')).toBeVisible()
  expect((await request.get('/credentials/browse/all/nobody/1')).status()).toBe(404)
})

test('the site’s map lists files, each of pages that are there', async ({ request, isMobile }) => {
  test.skip(isMobile, 'The same answer on every screen.')
  const files = await addressesIn(request, '/sitemap.xml')
  for (const kind of ['pages', 'credentials-1', 'occupations-1', 'frameworks-1', 'maps-1']) {
    expect(files).toContain(`/sitemaps/${kind}.xml`)
  }
  for (const file of files) {
    const pages = await addressesIn(request, file)
    expect(new Set(pages).size, file).toBe(pages.length)
    const [first = ''] = pages
    expect((await request.get(first)).status(), first).toBe(200)
  }
  for (const file of ['maps-9999', 'maps-0', 'drafts-1']) {
    expect((await request.get(`/sitemaps/${file}.xml`)).status(), file).toBe(404)
  }
})

async function shownCount(page: Page): Promise<number> {
  return Number.parseInt((await page.getByText(/^\d+ credentials?$/).textContent()) ?? '', 10)
}

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab')
    await expect(wanted).toBeFocused({ timeout: 100 })
  }).toPass({ intervals: [0] })
}

/** The paths that a file of the site's map names. */
async function addressesIn(request: APIRequestContext, path: string): Promise<string[]> {
  const answer = await request.get(path)
  expect(answer.status(), path).toBe(200)
  expect(answer.headers()['content-type'], path).toBe('application/xml')
  const found = [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)]
  expect(found.length, path).toBeGreaterThan(0)
  return found.map(([, address = '']) => new URL(address).pathname)
}
