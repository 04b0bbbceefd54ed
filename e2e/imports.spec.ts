import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { barriers } from './barriers'
import { signInAs } from './people'
import { test } from './site'

const ORG = 'four-harbors-community-college'
const DONE = 'Done. The framework is as the file says.'

/** So many rows that the button stands far below the top of the page. */
const many = Array.from(
  { length: 40 },
  (_, at) => `Keeps machine number ${at + 1} of the hall clean`,
)
// Bytes that were applied before are known again, so each journey says who it is.
const first = (who: string) => ['Measures parts with a micrometer', 'Reads drawings', ...many, who]
const mended = (who: string) => [
  'Measures parts with a micrometer.',
  'Reads drawings',
  ...many,
  who,
]
const moved = (who: string) => ['Reads drawings', ...many, who, 'Measures parts with a micrometer.']

test('a table without codes that comes again is decided about by a person', async ({
  page,
  isMobile,
  folder,
  production,
}) => {
  test.setTimeout(3 * 60_000)
  const name = `Comes again ${isMobile ? 'on a phone' : 'on a desk'}`
  await signInAs(page, 'educator', { folder, production })
  await upload(page, name, ['Statement', ...first(name)])
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await page.getByText('New competencies (43)').click()
  const fresh = page.getByRole('region', { name: 'New competencies' })
  await expect(fresh.getByText('Reads drawings', { exact: true })).toBeVisible()
  await applyAndSee(page)

  await upload(page, name, ['Statement', ...mended(name)])
  await expect(page.getByText(`You have a framework called “${name}”`)).toBeVisible()
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'The same in other words?' })).toBeVisible()
  await expect(page.getByText('With your choices: 0 new, 1 reworded, 0 gone.')).toBeVisible()
  await page.getByRole('radio', { name: 'Different' }).check()
  await expect(page.getByText('With your choices: 1 new, 0 reworded, 1 gone.')).toBeVisible()
  await page.getByRole('radio', { name: 'The same, reworded' }).check()
  const [wide, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(wide).toBeLessThanOrEqual(screen ?? 0)
  await applyAndSee(page)
  await expect(page.getByText('Reworded competencies (1)')).toBeVisible()

  await upload(page, name, ['Statement', ...mended(name)])
  await expect(page.getByText(`This file was applied to “${name}” before`)).toBeVisible()
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await expect(page.getByText('Applying it changes nothing')).toBeVisible()

  await upload(page, name, ['Statement', ...moved(name)])
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await expect(page.getByText('1 competency moves to another place in the order.')).toBeVisible()
  await expect(page.getByText('Competencies that move (1)')).toBeVisible()
  await applyAndSee(page)
  await page.getByRole('button', { name: 'Undo this import' }).click()
  const undone = page.getByText('This import was undone. The framework is as it was before.')
  await expect(undone).toBeInViewport()
})

test('what is wrong in a table can be kept as a file to mend', async ({
  page,
  isMobile,
  folder,
  production,
}) => {
  await signInAs(page, 'educator', { folder, production })
  const name = `To mend ${isMobile ? 'on a phone' : 'on a desk'}`
  await upload(page, name, ['Code,Statement', 'A1,Reads drawings', 'A2,'])
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  const link = page.getByRole('link', { name: 'Download all rows that are left out' })
  const [kept] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(kept.suggestedFilename()).toBe('problems.csv')
  const [headings, row] = readFileSync(await kept.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(headings).toBe('Code,Statement,Line,Column,What is wrong')
  expect(row).toMatch(/,3,Statement,The statement is missing\.$/)
})

async function upload(page: Page, name: string, lines: string[]): Promise<void> {
  await page.goto(`/o/${ORG}/frameworks/imports/new`)
  await page.locator('input[type=file]').setInputFiles({
    name: `${name}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  await page.getByRole('button', { name: 'Upload and preview' }).click()
  await expect(page.getByRole('button', { name: 'Preview', exact: true })).toBeVisible()
}

/** What came of it is in view and has the focus, however far down the button stands. */
async function applyAndSee(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText(DONE)).toBeInViewport({ timeout: 60_000 })
  await expect(page.locator(':focus')).toContainText(DONE)
}

const notes = { name: 'Notes', rows: textRows([['Met twice'], ['In March']]) }
const chart = {
  name: 'Shop',
  rows: textRows([
    ['Machining, approved in March'],
    ['Was', 'Bereich', 'Nr'],
    ['Reads drawings', 'Measuring', '1.10'],
    ['Sets gauges', 'Measuring', '1.20'],
  ]),
}
const book = Buffer.from(makeWorkbook({ sheets: [notes, chart] }))

test('a workbook is looked at in a grid, counted as its columns are named, and remembered', async ({
  page,
  isMobile,
  folder,
  production,
}) => {
  test.setTimeout(3 * 60_000)
  await signInAs(page, 'educator', { folder, production })
  const name = isMobile ? 'Shop on a phone' : 'Shop on a desk'
  await uploadBook(page, `${name}.xlsx`)
  await page.getByLabel('Sheet', { exact: true }).selectOption('Shop')
  await page.getByRole('button', { name: 'Read again' }).click()
  await page.getByLabel('The headings are in row').fill('2')
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(page.getByText('No column holds the competency yet.')).toBeVisible()
  await page.getByLabel('What column 1 holds: Was').selectOption('Statement')
  await expect(page.getByText('Competencies: 2 · Groups: 0 · Problems: 0')).toBeVisible()
  await page.getByLabel('What column 2 holds: Bereich').selectOption('Group 1, the outermost')
  await expect(page.getByText('Competencies: 2 · Groups: 1 · Problems: 0')).toBeVisible()
  await page.getByLabel('What column 3 holds: Nr').selectOption('Group 1, the outermost')
  await expect(page.getByText('Columns 2 and 3 say the same. Only one can hold it.')).toBeVisible()
  await page.getByLabel('What column 3 holds: Nr').selectOption('Code')
  const [wide, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(wide).toBeLessThanOrEqual(screen ?? 0)
  for (const scheme of ['light', 'dark'] as const) expect(await barriers(page, scheme)).toEqual([])
  await page.getByLabel('Remember these columns under a name').fill(name)
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await expect(page.getByText('New competencies (3)')).toBeVisible()

  await uploadBook(page, `${name} again.xlsx`)
  await page.getByLabel('Sheet', { exact: true }).selectOption('Shop')
  await page.getByLabel('The headings are in row').fill('2')
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(page.getByText(`Read as you had it remembered under “${name}”.`)).toBeVisible()
  await expect(page.getByText('Competencies: 2 · Groups: 1 · Problems: 0')).toBeVisible()
  await page.getByRole('button', { name: 'Forget it' }).click()
  await expect(page.getByText('It is forgotten.')).toBeVisible()
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a workbook goes from its sheet to the framework and back', async ({
    page,
    isMobile,
    folder,
    production,
  }) => {
    await signInAs(page, 'educator', { folder, production })
    const name = isMobile ? 'Plain on a phone' : 'Plain on a desk'
    await uploadBook(page, `${name}.xlsx`)
    await page.getByLabel('Sheet', { exact: true }).selectOption('Shop')
    await page.getByLabel('The headings are in row').fill('2')
    await page.getByRole('button', { name: 'Read again' }).click()
    await page.getByLabel('What column 2 holds: Bereich').selectOption('Group 1, the outermost')
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await expect(page.getByText('Say which column holds the competency itself.')).toBeVisible()
    await expect(page.getByLabel('What column 2 holds: Bereich')).toHaveValue('group.1')
    await page.getByLabel('What column 1 holds: Was').selectOption('Statement')
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await expect(page.getByText('New competencies (3)')).toBeVisible()
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await expect(page.getByText(DONE)).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Undo this import' }).click()
    await expect(page.getByText('This import was undone.')).toBeVisible()
  })
})

async function uploadBook(page: Page, name: string): Promise<void> {
  await page.goto(`/o/${ORG}/frameworks/imports/new`)
  await page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: book,
  })
  await page.getByRole('button', { name: 'Upload and preview' }).click()
  await expect(page.getByRole('heading', { name: 'Which column holds what' })).toBeVisible()
}
