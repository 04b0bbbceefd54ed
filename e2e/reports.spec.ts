import { expect, type Page } from '@playwright/test'
import { z } from 'zod'
import { barriers } from './barriers'
import { signInAs } from './people'
import { test } from './site'

const ORG = 'four-harbors-community-college'
const PARTNERSHIP = 'four-harbors-workforce-partnership'
const maintenance = 'industrial-maintenance-certificate/49-9041'
const cnc = 'cnc-machining-certificate/51-4041'

/** What a map's file says beside the whole map. */
const Replied = z.object({ reply: z.object({ text: z.string() }).nullable() })

test('an educator decides a line within four presses of home, by keyboard alone', async ({
  page,
  folder,
  production,
}) => {
  await signInAs(page, 'educator', { folder, production })
  await page.goto(`/o/${ORG}`)
  const first = page
    .getByRole('list', { name: 'What you can do now' })
    .getByRole('listitem')
    .first()
  await expect(first).toContainText('Overdue')
  let presses = 0
  const press = async (key: string) => {
    presses += 1
    await page.keyboard.press(key)
  }
  await page.getByRole('link', { name: /^Decide Industrial Maintenance/ }).focus()
  await press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Industrial Maintenance')
  const line = page.locator('.line-decision', {
    has: page.locator('form[action*="/decide"]:visible'),
  })
  await expect(line).toHaveCount(1)
  await line.getByLabel('We want to; money or date open').focus()
  await press('Space')
  await line.getByLabel('In one or two sentences').focus()
  await page.keyboard.type('Schematics move to the first term.')
  await line.getByRole('button', { name: 'Save decision' }).focus()
  await press('Enter')
  await expect(page.getByText('Saved. It can be taken back for a day.')).toBeVisible()
  await expect(page.getByText('All 3 lines decided.')).toBeVisible()
  expect(presses).toBeLessThanOrEqual(4)
  await page.getByRole('button', { name: /^Take back/ }).click()
  await expect(page.getByText('2 of 3 lines decided.')).toBeVisible()
})

test('a report reads from the paragraph to what has changed, and leads to its map and back', async ({
  page,
  folder,
  production,
  isMobile,
}) => {
  await signInAs(page, 'educator', { folder, production })
  await page.goto(`/o/${ORG}/reports`)
  await expect(page.getByRole('row', { name: /Industrial Maintenance/ }).first()).toContainText(
    '2 of 3',
  )
  await page.getByRole('link', { name: 'Industrial Maintenance Certificate' }).first().click()
  await expect(page.locator('.lede')).toContainText('readier than before for this: wire')
  await expect(page.getByText('One has waited 38')).toBeVisible()
  await expect(
    page.getByText(/Decided on Release 3: need was \d+, is \d+ now/).first(),
  ).toBeVisible()
  const changed = page.locator('#changed')
  const said = changed.getByText('Employers now find holders readier')
  await expect(said).toBeVisible({ visible: !isMobile })
  await changed.locator('summary').first().click({ force: true })
  if (isMobile) await expect(said).toBeVisible()
  await page.getByRole('link', { name: 'Competency map', exact: true }).last().click()
  await page.waitForURL(/\/maps\//)
  await page.getByRole('link', { name: 'Alignment report' }).click()
  await page.waitForURL(/\/reports\//)
  expect(await sideways(page)).toBe(false)
})

test('a report has every state: decided, nothing known of holders, a part of the region, none', async ({
  page,
  folder,
  production,
}) => {
  await signInAs(page, 'educator', { folder, production })
  await page.goto(`/o/${ORG}/reports/${cnc}`)
  await expect(page.getByText('All 2 lines decided.')).toBeVisible()
  await expect(page.getByText('We will change this', { exact: true })).toBeVisible()
  await page.goto(`/o/${ORG}/reports/mechatronics-aas/49-9041`)
  await expect(page.locator('.lede')).toContainText(
    'Not enough employers yet to say how ready holders are.',
  )
  await expect(page.getByRole('link', { name: 'Plan a cycle' })).toBeVisible()
  await page.goto(`/o/${ORG}/reports/${maintenance}/all/48-49`)
  await expect(page.getByText('All regions, Transport and warehousing')).toBeVisible()
  for (const path of [`${maintenance}/all/99`, `${maintenance}/all/all/all`, 'none/51-4041']) {
    expect((await page.goto(`/o/${ORG}/reports/${path}`))?.status()).toBe(404)
  }
})

test('a report has no barrier, folds on a narrow screen, and is paper without what only screens do', async ({
  page,
  folder,
  production,
}) => {
  await signInAs(page, 'educator', { folder, production })
  for (const path of ['', '/all', `/${maintenance}`]) {
    await page.goto(`/o/${ORG}/reports${path}`)
    expect(await barriers(page, 'light')).toEqual([])
    expect(await barriers(page, 'dark')).toEqual([])
  }
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 700 })
  for (const path of ['', '/all', `/${maintenance}`]) {
    await page.goto(`/o/${ORG}/reports${path}`)
    expect(await sideways(page)).toBe(false)
  }
  await page.setViewportSize(size ?? { width: 1280, height: 720 })
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('2 of 3 lines decided.')).toBeHidden()
  await expect(page.getByText(/^Open \d+ days/)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Save decision' })).toBeHidden()
  await expect(page.locator('#unclaimed .rows')).toBeVisible()
})

test('a partnership reads what is shared with it, and nothing of the workspace', async ({
  page,
  folder,
  production,
  isMobile,
}) => {
  await signInAs(page, 'partnership', { folder, production })
  await page.goto(`/o/${PARTNERSHIP}/reports`)
  await page.getByRole('link', { name: 'CNC Machining Certificate' }).click()
  await expect(page.getByText('shares this report with you')).toBeVisible()
  await expect(page.getByText('We will change this', { exact: true })).toBeVisible()
  if (isMobile) await page.locator('#reply > summary').click()
  await expect(page.locator('#reply')).toContainText('Both courses have changed since')
  await expect(page.locator('#reply .report-part-body')).toBeVisible()
  await expect(page.getByText('Ruth Calloway')).toHaveCount(0)
  await expect(page.getByText('lines decided')).toHaveCount(0)
  await expect(page.locator('form[action*="/reports/"]')).toHaveCount(0)
  const other = await page.goto(`/o/${PARTNERSHIP}/reports/${maintenance}`)
  expect(other?.status()).toBe(404)
})

test('a provider replies in public, and the operator hides it with a reason', async ({
  page,
  folder,
  production,
  isMobile,
}) => {
  test.skip(isMobile, 'Its pages are tried on a phone by the walk.')
  const text = 'We move schematics to the first term.'
  const files = `/maps/${maintenance}/all/all`
  await signInAs(page, 'educator', { folder, production })
  await page.goto(`/o/${ORG}/reports/${maintenance}`)
  const form = page.locator('#reply')
  await form.getByLabel('In your own words').fill('')
  await form.getByRole('button', { name: 'Publish' }).click()
  await expect(form.getByRole('alert')).toContainText('Write what you want to say')
  await form.getByLabel('In your own words').fill(text)
  await form.getByRole('button', { name: 'Publish' }).click()
  await expect(form.getByText('Published.', { exact: true })).toBeVisible()
  const csv = await page.request.get(`${files}/map.csv`)
  expect(await csv.text()).toContain(text)
  const json = Replied.parse(await (await page.request.get(`${files}/map.json`)).json())
  expect(json.reply?.text).toBe(text)

  await signInAs(page, 'operator', { folder, production })
  await page.goto('/operator/replies')
  const listed = page.getByRole('listitem').filter({ hasText: text })
  await listed.getByLabel('Reason, which the provider reads').fill('It promises a date.')
  await listed.getByRole('button', { name: /^Hide/ }).click()
  await expect(page.getByText('Hidden. It is gone')).toBeVisible()
  const after = await page.request.get(`${files}/map.json?again`)
  expect(Replied.parse(await after.json()).reply).toBeNull()

  await signInAs(page, 'educator', { folder, production })
  await page.goto(`/o/${ORG}/reports/${maintenance}`)
  await expect(page.getByText('The reason: It promises a date.')).toBeVisible()
})

function sideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}
