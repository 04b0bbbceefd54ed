import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { answerEverything, choose } from './answers'
import { barriers } from './barriers'
import { linkIn, mailsTo, newestMail } from './mail'
import { type OpenedCycle, openCycle } from './open-cycle'
import { signInByMail } from './people'
import { test } from './site'

let cycle: OpenedCycle

test.describe('an invited rater', () => {
  const domain = `anvil-${Date.now()}.example`
  const address = (who: string) => `${who}@${domain}`

  test.beforeAll(async ({ browser, baseURL, folder, production }) => {
    cycle = await openCycle(
      browser,
      { baseURL: baseURL ?? '', folder, production },
      {
        title: `What machinists need, ${test.info().project.name}, passed on`,
        addresses: ['ann', 'ben', 'cat', 'dot', 'eve', 'flo'].map(address),
      },
    )
  })

  test('passes it on to a colleague, who begins with an empty page', async ({
    page,
    browser,
    baseURL,
    folder,
  }) => {
    const link = await cycle.link(address('ann'))
    await start(page, link)
    await choose(page, 'role', 'hires')
    await choose(page, 'i0', '4')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Someone else here knows this better' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('know this better')
    await expectNoBarriers(page)

    const field = page.getByLabel('Your colleague’s mail address')
    await field.fill('zoe@elsewhere.example')
    await page.getByRole('button', { name: 'Mail the link' }).click()
    await expect(page.getByText(`Type an address that ends in @${domain}`)).toBeVisible()
    await expect(field).toHaveValue('zoe@elsewhere.example')
    await expectNoBarriers(page)
    await field.fill(address('zoe'))
    await page.getByRole('button', { name: 'Mail the link' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('This was passed on')
    await expectNoBarriers(page)
    await page.goto(`${link}/rate`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('This was passed on')

    const mail = await newestMail(folder, address('zoe'), /\?\W*$/)
    expect(mail.text).not.toContain(address('ann'))
    const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' })
    const other = await elsewhere.newPage()
    await start(other, linkIn(mail, /^\/r\//))
    await expect(other.locator('input[name="role"]:checked')).toHaveCount(0)
    await answerEverything(other)
    await other.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(other.getByRole('heading', { level: 1 })).toContainText('Your answers are in')
    await other.getByRole('link', { name: 'Change my answers' }).click()
    await other.waitForURL(/\/rate/)
    await expect(other.getByRole('link', { name: 'Someone else here' })).toHaveCount(0)
    await elsewhere.close()
    expect(mailsTo(folder, address('ann'))).toHaveLength(1)
  })

  test('leaves nothing to a colleague at the same computer of what could not be saved', async ({
    page,
    folder,
  }) => {
    const link = await cycle.link(address('flo'))
    await start(page, link)
    await page.route('**/tap', (route) => route.abort())
    await choose(page, 'role', 'hires')
    await page.getByText('What did we forget?').click()
    await page.getByLabel('Something else this job needs').fill('Only mine')
    await page.goto(`${link}/pass-on`)
    await page.getByLabel('Your colleague’s mail address').fill(address('gus'))
    await page.getByRole('button', { name: 'Mail the link' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('This was passed on')
    await page.unroute('**/tap')
    await start(page, linkIn(await newestMail(folder, address('gus'), /\?\W*$/), /^\/r\//))
    await choose(page, 'exposure', 'few')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expect(page.locator('input[name="role"]:checked')).toHaveCount(0)
    await expect(page.getByLabel('Something else this job needs')).toHaveValue('')
  })

  test('hands a colleague a code that opens on their own phone', async ({
    page,
    browser,
    baseURL,
  }) => {
    await start(page, await cycle.link(address('ben')))
    await page.getByRole('link', { name: 'Someone else here knows this better' }).click()
    await page.getByRole('button', { name: 'Make a code to print' }).click()
    await expect(page.getByRole('img', { name: 'Code that opens the questions' })).toBeVisible()
    await expectNoBarriers(page)
    const url = await page.locator('.printed-url').innerText()
    const phone = await browser.newContext({ baseURL: baseURL ?? '' })
    const other = await phone.newPage()
    await start(other, url)
    await choose(other, 'role', 'does')
    await expect(other.getByText('Saved', { exact: true })).toBeVisible()
    await other.goto(`${url}/decline`)
    await expect(other.getByText('is not told that the request was passed on')).toBeVisible()
    await phone.close()
    await page.goto(url)
    await expect(page.getByText('It works on that phone only.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Send me the code' })).toHaveCount(0)
  })

  test('says what was forgotten, without scripts', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false })
    const page = await context.newPage()
    await start(page, await cycle.link(address('cat')))
    await page.getByText('What did we forget?').click()
    await page.getByLabel('Something else this job needs').fill('Reading a micrometer by touch')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await expect(page.getByLabel('Something else this job needs')).toHaveValue(
      'Reading a micrometer by touch',
    )
    await expect(page.getByLabel('Offer this line to editors')).not.toBeChecked()
    await page.locator('input[name="role"][value="hires"]').check()
    await page.locator('input[name="exposure"][value="none"]').check()
    await page.locator('input[name="i0"][value="4"]').check()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('Reading a micrometer by touch')).toBeVisible()
    await expect(page.getByText('Only you can read this line.')).toBeVisible()
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Save as a text file' }).click()
    expect(readFileSync(await (await file).path(), 'utf8')).toContain(
      'What we forgot\nReading a micrometer by touch\nOnly you can read this line.',
    )
    await context.close()
  })

  test('loses nothing of that line when the tab is killed while it is typed', async ({ page }) => {
    const link = await cycle.link(address('dot'))
    await start(page, link)
    const line = page.getByLabel('Something else this job needs')
    await page.getByText('What did we forget?').click()
    await line.pressSequentially('Lifting with a hoist')
    const context = page.context()
    await page.close({ runBeforeUnload: false })
    const again = await context.newPage()
    await again.goto(`${link}/rate`)
    await expect(again.getByLabel('Something else this job needs')).toHaveValue(
      'Lifting with a hoist',
    )
    await expect(again.getByLabel('Something else this job needs')).toBeVisible()
    await again.getByLabel('Offer this line to editors').check()
    await expect(again.getByText('Saved', { exact: true })).toBeVisible()
    await again.reload()
    await expect(again.getByLabel('Something else this job needs')).toHaveValue(
      'Lifting with a hoist',
    )
    await expect(again.getByLabel('Offer this line to editors')).toBeChecked()
    // Where a page is scrolled to, a title that sticks covers a part of what is under it.
    await again.evaluate(() => scrollTo(0, 0))
    await expectNoBarriers(again)
  })

  test('needs no code where it is signed in at the address that was invited', async ({
    page,
    browser,
    baseURL,
    folder,
  }) => {
    const link = await cycle.link(address('eve'))
    await start(page, link)
    await choose(page, 'role', 'hires')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    for (const [who, asked] of [
      ['mallory', true],
      ['eve', false],
    ] as const) {
      const context = await browser.newContext({ baseURL: baseURL ?? '' })
      const other = await context.newPage()
      await signInByMail(other, address(who), folder)
      await other.goto(link)
      await expect(other.getByRole('button', { name: 'Send me the code' })).toHaveCount(
        asked ? 1 : 0,
      )
      if (!asked) {
        await expectNoBarriers(other)
        await other.getByRole('button', { name: 'Go on here' }).click()
        await expect(other.locator('input[name="role"][value="hires"]')).toBeChecked()
      }
      await context.close()
    }
  })
})

async function start(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL(/\/rate/)
}

async function expectNoBarriers(page: Page): Promise<void> {
  expect(await barriers(page, 'light')).toEqual([])
  expect(await barriers(page, 'dark', 'colours')).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}
