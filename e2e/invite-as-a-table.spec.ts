import { expect, type Page } from '@playwright/test'
import { draftCycle } from './open-cycle'
import { signInAs } from './people'
import { change } from './procedures'
import { test } from './site'

const ORG = 'four-harbors-community-college'

test.describe('a list of raters as a table', () => {
  test.skip(({ isMobile }) => isMobile, 'Every page is tried on a phone by every-page.')

  test('is mended by keyboard, moves the forecast, is added, kept and asked again', async ({
    page,
    folder,
    production,
  }) => {
    test.setTimeout(3 * 60_000)
    await signInAs(page, 'educator', { folder, production })
    const stamp = Date.now()
    const cycleId = await draftCycle(page, `As a table ${stamp}`)
    const cycle = `/o/${ORG}/cycles/${cycleId}`
    const domain = (name: string) => `${name}-${stamp}.example`
    await paste(page, cycle, [
      ...['Email\tEmployer\tName', `ann@${domain('keel')}\tKeel ${stamp}\tSmith, Bob`],
      ...['bo@\tTide Works\tBo', 'pat@gmail.com\t\tPat', `cy@${domain('yard')}\t\tCy`],
    ])
    const cell = (name: string, line: number) =>
      page.getByLabel(`${name}, line ${line}`, { exact: true })
    const status = page.locator('p[role=status]')
    await expect(cell('Rater’s name', 2)).toHaveValue('Bob Smith')
    await expect(page.getByText('This is not a mail address.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Invite these raters (2)' })).toBeVisible()

    await cell('Address', 3).focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(`bo@${domain('tide')}`)
    await page.keyboard.press('Enter')
    await expect(cell('Address', 4)).toBeFocused()
    await expect(status.last()).toHaveText('Line 3 is kept.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Harbor Lights')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('washington')
    await page.keyboard.press('Tab')
    await page.keyboard.type('machine shop')
    await page.keyboard.press('Enter')
    await expect(status.last()).toContainText('Line 4 is kept.')
    await expect(cell('Industry', 4)).toHaveValue('332710 Machine Shops')
    await cell('County', 2).fill('Polk, Nowhere')
    await cell('Industry', 2).focus()
    await cell('County', 5).fill('lorain oh')
    await expect(cell('County', 2)).toHaveAttribute('aria-invalid', 'true')
    await expect(cell('County', 2)).toHaveValue('Polk, Nowhere')
    await cell('County', 2).fill('Lorain, OH')
    await cell('Address', 5).focus()
    await expect(cell('County', 2)).toHaveValue('Lorain County, Ohio')
    await expect(cell('County', 5)).toHaveValue('Lorain County, Ohio')
    await cell('Leave out', 5).check()
    await expect(page.getByRole('button', { name: 'Invite these raters (3)' })).toBeVisible()
    await expect(
      page.getByText('With the rows of this list you ask no confirmed employer and 3'),
    ).toBeVisible()

    await page.getByRole('button', { name: 'Invite these raters (3)' }).click()
    await expect(page.getByText('Raters added: 3.')).toBeVisible()
    await page.getByText('Where 3 employers stand that nobody has confirmed').click()
    await expect(
      page.getByRole('form', { name: 'Harbor Lights' }).getByLabel('Industry'),
    ).toHaveValue('332710 Machine Shops')

    await page.getByText('Keep this list to ask again').click()
    await page.getByLabel('Name of the list').fill(`Board ${stamp}`)
    await page.getByRole('button', { name: 'Keep the list' }).click()
    await expect(page.getByText('The list is kept.')).toBeVisible()
    await change(page, 'cycles.open', { org: ORG, cycleId })
    await change(page, 'cycles.close', { org: ORG, cycleId })
    await page.goto(cycle)
    await page.getByRole('button', { name: 'Repeat this cycle' }).click()
    await expect(page.getByText('The draft is ready.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`As a table ${stamp}, again`)
    await expect(page.getByText(`ann@${domain('keel')}`)).toBeVisible()

    const other = await draftCycle(page, `From a list ${stamp}`)
    await page.goto(`/o/${ORG}/cycles/${other}`)
    await page.getByLabel('Start from a list').selectOption({ label: `Kept: Board ${stamp} (3)` })
    await page.getByRole('button', { name: 'Show it as a table' }).click()
    await expect(page.getByRole('button', { name: 'Invite these raters (3)' })).toBeVisible()
    await page.goto(`/o/${ORG}/cycles/lists`)
    const kept = page.getByRole('listitem').filter({ hasText: `Board ${stamp}` })
    await kept.getByText('Rename or delete').click()
    await kept.getByRole('button', { name: 'Delete the list' }).click()
    await expect(page.getByText('The list is deleted.')).toBeVisible()
  })

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false })

    test('is saved a page at a time, and what was typed is added with it', async ({
      page,
      folder,
      production,
    }) => {
      await signInAs(page, 'educator', { folder, production })
      const stamp = Date.now()
      const cycleId = await draftCycle(page, `Without script ${stamp}`)
      const lines = Array.from({ length: 60 }, (_, at) => `p${at}@keel-${stamp}.example`)
      lines[54] = 'p54 at keel'
      await paste(page, `/o/${ORG}/cycles/${cycleId}`, lines)
      const wrong = page.getByRole('link', { name: 'Line 55:' })
      await expect(wrong).toBeVisible()
      await page.getByLabel('County, line 1', { exact: true }).fill('lorain oh')
      await page.getByRole('button', { name: 'Next 50 rows' }).click()
      await page.getByLabel('Address, line 55', { exact: true }).fill('p54@')
      await page.getByRole('button', { name: 'Keep the changes' }).click()
      await expect(page.getByText('The rows are kept.')).toBeVisible()
      await expect(page.getByLabel('Address, line 55', { exact: true })).toHaveValue('p54@')
      await expect(page.getByLabel('County, line 56', { exact: true })).toHaveValue(
        'Lorain County, Ohio',
      )
      await page.getByLabel('Address, line 55', { exact: true }).fill(`p54@keel-${stamp}.example`)
      await page.getByRole('button', { name: 'Invite these raters (59)' }).click()
      await expect(page.getByText('Raters added: 60.')).toBeVisible()
    })
  })
})

async function paste(page: Page, cycle: string, lines: string[]): Promise<void> {
  await page.goto(cycle)
  await page.getByLabel('Addresses').fill(lines.join('\n'))
  await page.getByRole('button', { name: 'Check the addresses' }).click()
  await page.waitForURL(/\/addresses\/[0-9a-f-]{36}/)
}
