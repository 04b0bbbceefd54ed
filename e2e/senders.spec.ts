import { expect, type Page } from '@playwright/test'
import { linkIn, newestMail } from './mail'
import { signInAs } from './people'
import { test } from './site'

const domain = `urgent-${Date.now()}.example`
const shouting = 'URGENT: Your mailbox is full'

test.describe('a sender nobody knows', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  test('waits for the operator with a name that shouts, and is stopped in one press', async ({
    browser,
    folder,
    production,
    baseURL,
  }) => {
    test.setTimeout(240_000)
    const stranger = await browser.newContext({ baseURL: baseURL ?? '' })
    const page = await stranger.newPage()
    await page.goto('/sign-in')
    await page.getByLabel('Your work address').fill(`eve@${domain}`)
    await page.getByRole('button', { name: 'Send me a mail' }).click()
    await page.goto(linkIn(await newestMail(folder, `eve@${domain}`, /sign-in/), /sign-in\/link/))
    await page.getByRole('main').getByRole('button').click()
    await page.goto('/welcome')
    await page.getByLabel('A partnership').check()
    await page.getByLabel('Its name').fill(shouting)
    await page.getByRole('button', { name: 'Create the organization' }).click()
    await expect(page).toHaveURL(/\/settings$/)
    await expect(page.getByText('No mail leaves in this organization’s name yet.')).toBeVisible()
    const team = page.url().replace(/settings$/, 'team')
    await invite(page, team, `first@${domain}`)
    await expect(page.getByText('waits for the operator of this site')).toBeVisible()

    const office = await browser.newContext({ baseURL: baseURL ?? '' })
    const desk = await office.newPage()
    await signInAs(desk, 'operator', { folder, production })
    await desk.goto('/operator/senders')
    await desk
      .getByRole('listitem')
      .filter({ hasText: shouting })
      .getByRole('button', { name: 'Refuse the name' })
      .click()
    await expect(desk.getByText('No mail goes out under this name.')).toBeVisible()
    await desk.getByRole('button', { name: `Accept the name ${shouting}` }).click()
    await expect(desk.getByText('Mail may go out under this name.')).toBeVisible()

    await invite(page, team, `second@${domain}`)
    await expect(page.getByText('The invitation is on its way.')).toBeVisible()
    const mail = await newestMail(folder, `second@${domain}`, /Join/)
    expect(mail.text).toContain(`Nobody has confirmed yet who ${shouting} is.`)

    await desk.goto('/operator/senders')
    await desk.getByRole('button', { name: `Stop mail of ${shouting}` }).click()
    await expect(desk.getByText('The sender is stopped.')).toBeVisible()
    await invite(page, team, `third@${domain}`)
    await expect(page.getByText('has stopped mail in this organization’s name')).toBeVisible()
    await stranger.close()
    await office.close()
  })
})

async function invite(page: Page, team: string, address: string): Promise<void> {
  await page.goto(team)
  await page.getByLabel('Mail address').fill(address)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
}
