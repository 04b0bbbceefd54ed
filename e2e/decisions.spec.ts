import { randomUUID } from 'node:crypto'
import { expect, type Locator, type Page } from '@playwright/test'
import { barriers } from './barriers'
import { signInAs } from './people'
import { change } from './procedures'
import { test } from './site'

const ORG = 'four-harbors-community-college'
const cnc = { credential: 'cnc-machining-certificate', occupation: '51-4041' }
const report = `/o/${ORG}/reports/${cnc.credential}/${cnc.occupation}`

test.describe('deciding about a line of a report', () => {
  test.use({ javaScriptEnabled: false })

  test('is done, changed, told of and taken back by plain forms', async ({
    page,
    folder,
    production,
  }) => {
    await signInAs(page, 'educator', { folder, production })
    const line = await undecidedLine(page)
    await open(line, 'Decide')
    await line.getByLabel('We will not; why').check()
    await line.getByRole('button', { name: 'Save decision' }).click()
    const missing = 'Say in one or two sentences why, or where it is taught. Employers read this.'
    await expect(line.getByRole('link', { name: missing })).toBeVisible()
    await expect(line.getByLabel('We will not; why')).toBeChecked()

    await line.getByLabel('We propose to change this').check()
    await line.getByLabel('In one or two sentences').fill('A lab of six hours.')
    await line.getByLabel('Due').fill('2030-08-15')
    await line.getByRole('button', { name: 'Save decision' }).click()
    await expect(line.getByText('Saved. It can be taken back for a day.')).toBeVisible()
    await expect(line.getByText('due Aug 15, 2030')).toBeVisible()

    await open(line, 'Change')
    await line.getByLabel('In one or two sentences').fill('A lab of eight hours.')
    await line.getByRole('button', { name: 'Save decision' }).click()
    await expect(line.getByText('One earlier decision')).toBeVisible()

    await page.goto(`/o/${ORG}/reports/all`)
    const listed = page.locator('li', { hasText: 'A lab of eight hours.' })
    await open(listed, 'Done, late or dropped')
    await listed.getByLabel('It is late').check()
    await listed.getByLabel('What shows it, or what happened').fill('No room yet.')
    await listed.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(listed.getByText('No room yet.')).toBeVisible()

    await page.goto(report)
    for (let taken = 0; taken < 2; taken += 1) {
      await line.getByRole('button', { name: /^Take back/ }).click()
      await expect(line.getByRole('status')).toHaveText('Taken back.')
    }
    await expect(line.getByText('Decide about')).toBeVisible()
  })

  test('tells who was quicker, and keeps what was typed', async ({ page, folder, production }) => {
    await signInAs(page, 'educator', { folder, production })
    const line = await undecidedLine(page)
    const competencyId = (await line.getAttribute('id'))?.replace('line-', '') ?? ''
    await open(line, 'Decide')
    await line.getByLabel('We want to; money or date open').check()
    await line.getByLabel('In one or two sentences').fill('Once there is money.')
    const { decisionId } = await change(page, 'decisions.decide', {
      ...{ org: ORG, seen: '', clientKey: randomUUID() },
      line: { ...cnc, competencyId },
      fields: {
        ...{ choice: 'will_not_do', reason: 'No room.', owner: '', dueOn: '', stage: 'proposed' },
        ...{ approvedBy: '', approvedOn: '', effectiveTerm: '' },
      },
    })
    await line.getByRole('button', { name: 'Save decision' }).click()
    await expect(line.getByText(/decided about this line meanwhile: “We will not”/)).toBeVisible()
    await expect(line.getByLabel('In one or two sentences')).toHaveValue('Once there is money.')
    await change(page, 'decisions.undo', { org: ORG, decisionId })
  })
})

test('a decision and its forms have no barrier in either scheme', async ({
  page,
  folder,
  production,
}) => {
  await signInAs(page, 'educator', { folder, production })
  await page.goto(report)
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })
  expect(await barriers(page, 'light')).toEqual([])
  expect(await barriers(page, 'dark')).toEqual([])
})

/** The first line of the report that nobody has decided, found again by its place. */
async function undecidedLine(page: Page): Promise<Locator> {
  await page.goto(report)
  const id = await page
    .locator('.line-decision', { hasText: 'Decide about' })
    .first()
    .getAttribute('id')
  return page.locator(`[id="${id}"]`)
}

/** Opens a form behind its name, where it does not stand open already. */
async function open(within: Locator, name: string): Promise<void> {
  const fold = within.locator('details', { has: within.page().getByText(name, { exact: true }) })
  if ((await fold.first().getAttribute('open')) === null)
    await fold.first().locator('summary').first().click()
}
