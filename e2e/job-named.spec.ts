import { expect } from '@playwright/test'
import { newestMail } from './mail'
import { signInAs } from './people'
import { test } from './site'

test.describe('a job by the words people use', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  test('is found, named, looked at as raters get it, and mailed to oneself', async ({
    page,
    folder,
    production,
  }) => {
    await signInAs(page, 'educator', { production, folder })
    await page.goto('/o/four-harbors-community-college/cycles/new')
    await page.getByRole('searchbox', { name: 'Occupation' }).fill('hvac technician')
    await page.getByRole('button', { name: 'Find' }).click()
    await page
      .getByRole('list', { name: 'Choose the occupation' })
      .getByRole('link')
      .first()
      .click()
    const job = page.getByLabel('What do raters call this job?')
    await expect(job).toHaveValue('HVAC technician')

    await job.fill('<b>winner</b>')
    await page.getByLabel('Who signs the mail?').fill('Pat Lee')
    await page.locator('input[name=credential]').first().check()
    await page.locator('input[name=kq]').fill('safety')
    await page.getByRole('button', { name: 'Find' }).last().click()
    await expect(job).toHaveValue('<b>winner</b>')
    await page.locator('input[name=competency]').first().check()
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await page.getByRole('link', { name: /^Call the job in a few plain words/ }).click()
    await expect(page.locator('#f-job')).toBeFocused()
    await expect(job).toHaveValue('<b>winner</b>')
    await job.fill('an HVAC service technician')
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await page.waitForURL(/\/cycles\/[0-9a-f-]{36}/)

    await page.getByRole('link', { name: 'See what raters get' }).click()
    await expect(page.getByText('asked about an HVAC service technician')).toBeVisible()
    await expect(page.getByText('what does a new HVAC service technician need?')).toBeVisible()
    await expect(
      page.getByText('How much will a new HVAC service technician need this'),
    ).toBeVisible()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(page).toHaveURL(/\/preview$/)
    await page.getByRole('button', { name: 'Send me a test' }).click()
    await expect(page.getByText('A test is on its way to your own address.')).toBeVisible()
    const mail = await newestMail(folder, '@', /^Test: /)
    expect(mail.text).toContain('Pat Lee')
    expect(mail.text).not.toContain('/r/')
  })
})
