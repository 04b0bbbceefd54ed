import { expect } from '@playwright/test'
import { signInAs } from './people'
import { test } from './site'

const ORG = 'four-harbors-workforce-partnership'

test.describe('a regional partnership', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  test('confirms an employer and reads its summary', async ({ page, folder, production }) => {
    await signInAs(page, 'partnership', { folder, production })
    await page.goto(`/o/${ORG}/employers`)
    const confirm = page.getByRole('button', { name: /^Confirm / }).first()
    const name = (await confirm.textContent())?.trim() ?? ''
    const waiting = await page.getByRole('button', { name: /^Confirm / }).count()
    expect(waiting, name).toBeGreaterThan(0)
    await confirm.click()
    await expect(page.getByText('Its ratings count from the next release.')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Confirm / })).toHaveCount(waiting - 1)

    await page.goto(`/o/${ORG}/summaries`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('table').first()).toBeVisible()
    await page.goto('/summaries/all/all')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(/employers/).first()).toBeVisible()
  })
})
