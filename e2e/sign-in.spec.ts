import { expect, type Page } from '@playwright/test'
import { codeIn, linkIn, mailsTo, newestMail } from './mail'
import { test } from './site'

const domain = `lakes-${Date.now()}.example`

test.describe('a person without a password', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  test('signs in by link or code, founds an organization and lets a colleague in', async ({
    browser,
    folder,
    baseURL,
  }) => {
    test.setTimeout(240_000)
    const founder = `ada@${domain}`
    const colleague = `ben@${domain}`
    const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' })
    const page = await plain.newPage()

    await page.goto('/sign-in?next=//evil.example')
    await askForMail(page, founder)
    const link = linkIn(await newestMail(folder, founder, /sign-in/), /sign-in\/link/)
    await page.goto(link)
    await page.goto(link)
    await page.getByRole('main').getByRole('button').click()
    await expect(page).toHaveURL(/\/welcome$/)
    await page.goto(link)
    await page.getByRole('main').getByRole('button').click()
    await page.context().clearCookies({ name: /session/ })
    await page.goto(link)
    await page.getByRole('main').getByRole('button').click()
    await expect(page.getByText('has been used already')).toBeVisible()

    await askForMail(page, founder)
    const again = await newestMail(folder, founder, /sign-in/, 1)
    await page.goto(linkIn(again, /sign-in\/link/))
    await page.getByRole('main').getByRole('button').click()
    await page.goto('/welcome')
    await page.getByLabel('A partnership').check()
    await page.getByLabel('Its name').fill('Lakes partnership')
    await page.getByRole('button', { name: 'Create the organization' }).click()
    await expect(page).toHaveURL(/\/settings$/)
    await page.getByLabel('County').fill('Nowhere')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('We do not know this county')).toBeVisible()
    await expect(page.getByLabel('County')).toHaveValue('Nowhere')
    const organization = new URL(page.url()).pathname.replace(/\/settings$/, '')

    await page.goto(`${organization}/team`)
    await page.getByLabel('Mail address').fill(colleague)
    await page.getByRole('button', { name: 'Send the invitation' }).click()
    await expect(page.getByText('The invitation is on its way.')).toBeVisible()
    const invitation = linkIn(await newestMail(folder, colleague, /Join/), /invitations/)
    await page.goto(invitation)
    await expect(page.getByText(`You are signed in as ${founder}`)).toBeVisible()

    const other = await browser.newContext({ baseURL: baseURL ?? '' })
    const guest = await other.newPage()
    await guest.goto(invitation)
    await guest.getByRole('link', { name: 'Sign in as' }).click()
    await expect(guest).toHaveURL(/\/sign-in\?next=/, { timeout: 30_000 })
    await askForMail(guest, colleague)
    const code = codeIn(await newestMail(folder, colleague, /sign-in/))
    const elsewhere = await page.request.post('/api/sign-in/code', {
      form: { code },
      headers: { origin: new URL(baseURL ?? '').origin },
      maxRedirects: 0,
    })
    expect(elsewhere.headers().location).toContain('problem=browser')
    await guest
      .getByLabel('The code in the mail')
      .fill(code === 'ABCD-EFGH' ? 'ABCD-EFGJ' : 'ABCD-EFGH')
    await guest.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await expect(guest.getByText('That is not the code')).toBeVisible()
    await guest.getByLabel('The code in the mail').fill(code.toLowerCase())
    await guest.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await guest.getByRole('button', { name: 'Join Lakes partnership' }).click()
    await expect(guest).toHaveURL(new RegExp(`${organization}$`))

    await page.goto(`${organization}/team`)
    await page.getByText('Remove', { exact: true }).click()
    await page.getByRole('button', { name: `Remove ${colleague}` }).click()
    await expect(page.getByText('The person has been removed.')).toBeVisible()
    expect((await guest.goto(`${organization}/team`))?.status()).toBe(404)
    await plain.close()
    await other.close()
  })

  test('is told when it was tried too often, and a stranger learns nothing', async ({
    request,
    folder,
    baseURL,
  }) => {
    const headers = { origin: new URL(baseURL ?? '').origin }
    const ask = (email: string) =>
      request.post('/api/sign-in/request', { form: { email }, headers, maxRedirects: 0 })
    const unknown = `nobody@${domain}`
    const answers = await Promise.all([ask(unknown), ask(`somebody@${domain}`)])
    expect(answers.map((answer) => [answer.status(), answer.headers().location])).toEqual([
      [303, answers[0]?.headers().location],
      [303, answers[0]?.headers().location],
    ])
    for (let tries = 1; tries < 5; tries += 1) await ask(unknown)
    const refused = await ask(unknown)
    expect(refused.status()).toBe(429)
    expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0)
    expect(mailsTo(folder, unknown).length).toBeLessThanOrEqual(5)
    const foreign = await request.post('/api/sign-in/request', {
      form: { email: unknown },
      headers: { origin: 'https://evil.example' },
    })
    expect(foreign.status()).toBe(403)
  })
})

async function askForMail(page: Page, email: string): Promise<void> {
  if (!/\/sign-in\?/.test(page.url())) await page.goto('/sign-in')
  await page.getByLabel('Your work address').fill(email)
  await page.getByRole('button', { name: 'Send me a mail' }).click()
  await expect(page).toHaveURL(/\/sign-in\/code/)
}
