import { expect } from '@playwright/test'
import { signInAs } from './people'
import { test } from './site'

const NOTE = 'They answered in one training room.'

test.describe('held answers', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  test('are accepted by the operator with a reason, and put back', async ({
    page,
    folder,
    production,
  }) => {
    await signInAs(page, 'operator', { folder, production })
    await page.goto('/operator/integrity')
    const held = page.getByRole('listitem').filter({ hasText: 'Northpier Tool and Die' })
    await expect(held.getByText('Sent from the same network')).toBeVisible()
    await held.getByText('Decide', { exact: true }).click()
    await held.getByLabel('Reason, kept in the record').fill(NOTE)
    await held.getByRole('button', { name: 'Accept: it counts' }).click()
    await expect(
      page.getByText(
        'The answers count with their cycle if it is still open, otherwise from the next quarter on.',
      ),
    ).toBeVisible()
    await expect(held).toHaveCount(0)

    await page.getByRole('link', { name: /^Accepted/ }).click()
    await expect(held.getByText(NOTE)).toBeVisible()
    await held.getByText('Take the decision back', { exact: true }).click()
    await held.getByLabel('Reason, kept in the record').fill('Decided too early.')
    await held.getByRole('button', { name: 'Put it back into review' }).click()
    await expect(page.getByText('It waits for a review again.')).toBeVisible()
    await expect(held.getByText('None of it is in any figure')).toBeVisible()
  })

  test('are told to the public as counts of years that are over', async ({ page }) => {
    await page.goto('/method')
    await expect(
      page.getByRole('table', { name: 'Answers held for review, by year' }),
    ).toBeVisible()
  })
})
