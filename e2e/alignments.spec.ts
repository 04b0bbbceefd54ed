import { expect } from '@playwright/test'
import { signInAs } from './people'
import { test } from './site'

const ALIGNMENTS = '/o/four-harbors-workforce-partnership/alignments'

test.describe('a regional partnership', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  test('accepts a link between two frameworks, and takes it back', async ({
    page,
    folder,
    production,
  }) => {
    await signInAs(page, 'partnership', { folder, production })
    await page.goto(ALIGNMENTS)
    await page.getByLabel('Competencies of').selectOption('direct-care')
    await page.getByLabel('Against').selectOption('making-and-maintaining')
    await page.getByRole('button', { name: 'Start' }).click()
    const competency = page.getByRole('heading', { level: 1 })
    await expect(page.getByRole('progressbar')).toBeVisible()
    const first = (await competency.textContent()) ?? ''
    await expect(page.locator('mark').first()).toBeVisible()

    await page.locator('input[name="to"]').first().check()
    await page.locator('input[name="kind"][value="minor"]').check()
    await page.getByRole('button', { name: 'Accept' }).click()
    await expect(page.getByRole('status')).toContainText(`Accepted: “${first}”`)
    await expect(competency).not.toHaveText(first)

    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(page.getByText('Taken back.')).toBeVisible()
    await expect(competency).toHaveText(first)
  })
})
