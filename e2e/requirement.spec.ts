import { expect } from '@playwright/test'
import { signInAs } from './people'
import { test } from './site'

const MOST_TAPS = 20
const jobs = '/o/keel-and-anchor-fabrication/requirements'

test.describe('an employer', () => {
  test('describes a job of 12 lines in 20 taps and may withdraw it', async ({
    page,
    folder,
    production,
  }) => {
    await signInAs(page, 'employer', { folder, production })
    await page.goto(jobs)
    let taps = 0
    const tap = async (what: ReturnType<typeof page.locator>) => {
      await what.click()
      taps += 1
    }
    await tap(page.getByRole('link', { name: 'Describe a job' }))
    await page.getByLabel('Job title').fill('machinst')
    await tap(page.getByRole('button', { name: 'Find' }))
    await tap(page.getByRole('link', { name: 'Machinists', exact: true }))
    await tap(page.getByText('I supervise'))
    const lines = page.locator('form ul fieldset')
    await expect(lines).toHaveCount(12)
    for (const line of await lines.all()) await tap(line.getByText('Should have'))
    await expect(page.getByText('12 of 12 marked')).toBeVisible()
    await tap(page.getByRole('button', { name: 'Save', exact: true }))
    await expect(page.getByText('Saved.')).toBeVisible()
    expect(taps).toBeLessThanOrEqual(MOST_TAPS)

    await expect(page.locator('form ul input:checked')).toHaveCount(12)
    await page.getByRole('button', { name: 'Withdraw my lines' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw my lines' }).click()
    await page.waitForURL((url) => url.pathname === jobs)
  })

  test('begins from nothing where nobody has said anything of the job, and finds its own words kept', async ({
    page,
    folder,
    production,
  }) => {
    await signInAs(page, 'employer', { folder, production })
    await page.goto(`${jobs}/new`)
    await page.getByLabel('Job title').fill('HVAC technician, nights')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('link', { name: /Heating, Air Conditioning/ }).click()
    await expect(page.getByLabel('What do you call this job?')).toHaveValue(
      'HVAC technician, nights',
    )
    await expect(page.getByRole('heading', { name: 'What does this job need?' })).toBeVisible()
    await expect(page.locator('form ul fieldset')).toHaveCount(0)
    await expect(page.getByText(/\d of \d+ marked/)).toHaveCount(0)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('alert').getByRole('link').click()
    await expect(page.locator('#f-role')).toBeFocused()
    await page.getByText('I supervise').click()
    await page.getByLabel('Or say it in your own words').fill('Braze a line set without leaks')
    await page.getByRole('button', { name: 'Add this line' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Your line in your own words is kept.')).toBeVisible()
    await expect(page.getByRole('radio', { name: /I supervise/ })).toBeChecked()
    await expect(page.getByText(/colleague/)).toHaveCount(0)
    await page.goto(jobs)
    const row = page.getByRole('listitem').filter({ hasText: 'HVAC technician, nights' })
    await expect(row).toContainText('Your lines are in')
  })
})
