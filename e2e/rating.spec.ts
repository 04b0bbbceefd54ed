import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { answerEverything, choose } from './answers'
import { codeIn, mailsTo, newestMail } from './mail'
import { type OpenedCycle, openCycle } from './open-cycle'
import { test } from './site'

const MOST_TAPS = 29
let cycle: OpenedCycle

test.describe('an invited rater', () => {
  const domain = `tools-${Date.now()}.example`
  const address = (who: string) => `${who}@${domain}`

  test.beforeAll(async ({ browser, baseURL, folder, production }) => {
    cycle = await openCycle(
      browser,
      { baseURL: baseURL ?? '', folder, production },
      {
        title: `What machinists need, ${test.info().project.name}`,
        addresses: [
          'taps',
          'plain',
          'killed',
          'keys',
          'no',
          'sizes',
          'second',
          'away',
          'silent',
        ].map(address),
      },
    )
  })

  test('gets from mail to receipt in 29 taps without typing', async ({ page, folder }) => {
    const link = await cycle.link(address('taps'))
    expect(new URL(link).pathname.length).toBeLessThanOrEqual(40)
    await page.goto(link)
    let taps = 0
    const tap = async (name: string, value: string) => {
      await choose(page, name, value)
      taps += 1
    }
    await page.getByRole('button', { name: 'Start' }).click()
    taps += 1
    await tap('role', 'supervises')
    await tap('exposure', 'few')
    for (let item = 0; item < 12; item += 1) {
      await tap(`i${item}`, String(1 + (item % 4)))
      await tap(`f${item}`, String(item % 5))
    }
    await tap('value', '3')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expect(page.getByText('12 of 12', { exact: true }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    taps += 1
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Your answers are in')
    expect(taps).toBeLessThanOrEqual(MOST_TAPS)

    expect(mailsTo(folder, address('taps'))).toHaveLength(1)
    await page.getByRole('button', { name: 'Mail me a note' }).click()
    await expect(page.getByText('A short note is on its way to you.')).toBeVisible()
    const note = await newestMail(folder, address('taps'), /are in/)
    expect(note.text).not.toMatch(/Must have|Should have|Well short|Meets what/)
  })

  test('can change what was sent, and withdraw it', async ({ page }) => {
    await page.goto(await cycle.link(address('no')))
    await page.getByRole('button', { name: 'Start' }).click()
    await answerEverything(page)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('link', { name: 'Change my answers' }).click()
    await page.waitForURL(/\/rate/)
    await openCard(page, 0)
    await choose(page, 'i0', '1')
    await page.getByRole('button', { name: 'Send the changes' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Your answers are in')
    await page.getByText('Withdraw my answers').first().click()
    await page.getByRole('button', { name: 'Yes, withdraw them' }).click()
    await expect(page.getByText('Your answers are withdrawn and deleted.')).toBeVisible()
  })

  test('loses nothing when the tab is killed, and another device needs a mailed code', async ({
    page,
    browser,
    baseURL,
    folder,
  }) => {
    const link = await cycle.link(address('killed'))
    await page.goto(link)
    await page.getByRole('button', { name: 'Start' }).click()
    await choose(page, 'role', 'hires')
    await choose(page, 'exposure', 'several')
    await choose(page, 'i0', '4')
    await choose(page, 'f0', '2')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    const context = page.context()
    await page.close({ runBeforeUnload: false })
    const again = await context.newPage()
    await again.goto(link)
    await again.getByRole('button', { name: 'Go on where you left off' }).click()
    await expect(again.locator('input[name="i0"][value="4"]')).toBeChecked()
    await expect(again.locator('input[name="f0"][value="2"]')).toBeChecked()

    const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' })
    const other = await elsewhere.newPage()
    await other.goto(link)
    await expect(other.locator('input[name="i0"]')).toHaveCount(0)
    await other.getByRole('button', { name: 'Send me the code' }).click()
    const code = await newestMail(folder, address('killed'), /is your code/)
    await other.getByLabel('The code in the mail').fill(codeIn(code).toLowerCase())
    await other.getByRole('button', { name: 'Go on' }).click()
    await expect(other.locator('input[name="i0"][value="4"]')).toBeChecked()
    await elsewhere.close()
  })

  test('loses nothing while the site takes no answers, and sends by itself when it does', async ({
    page,
  }) => {
    await page.goto(await cycle.link(address('away')))
    await page.getByRole('button', { name: 'Start' }).click()
    await answerEverything(page)
    await page.route('**/tap', (route) => route.fulfill({ status: 503, body: '' }))
    await choose(page, 'value', '1')
    await expect(page.getByText('The site can’t take it right now')).toBeVisible()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('Not sent yet.')).toBeVisible()
    expect(new URL(page.url()).pathname).toMatch(/\/rate$/)
    await page.unroute('**/tap')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Your answers are in', {
      timeout: 20_000,
    })
  })

  test('waits for a site that says nothing no longer than it may, and says so', async ({
    page,
  }) => {
    await page.goto(await cycle.link(address('silent')))
    await page.getByRole('button', { name: 'Start' }).click()
    await answerEverything(page)
    await page.route('**/tap', () => {})
    await choose(page, 'value', '1')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('Sending …')).toBeVisible()
    await expect(page.getByText('Not sent yet.')).toBeVisible({ timeout: 25_000 })
    await page.unroute('**/tap')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Your answers are in', {
      timeout: 20_000,
    })
  })

  test('can answer with the keyboard alone', async ({ page, isMobile }) => {
    test.skip(isMobile, 'A telephone has no keyboard.')
    await page.goto(await cycle.link(address('keys')))
    await page.getByRole('button', { name: 'Start' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('input[name="role"]').first().focus()
    await page.keyboard.press('Space')
    await page.locator('input[name="exposure"]').first().focus()
    await page.keyboard.press('Space')
    await page.locator('#c0 summary').focus()
    for (let item = 0; item < 12; item += 1) {
      await page.keyboard.press('3')
      await page.keyboard.press('2')
      await page.keyboard.press('j')
    }
    await expect(page.getByText('12 of 12', { exact: true }).first()).toBeVisible()
    await expect(page.locator('input[name="i11"][value="3"]')).toBeChecked()
    await expect(page.locator('input[name="f11"][value="2"]')).toBeChecked()
  })

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false })

    test('gets from mail to receipt and a note all the same', async ({ page }) => {
      await page.goto(await cycle.link(address('plain')))
      await page.getByRole('button', { name: 'Start' }).click()
      await answerEverything(page)
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Your answers are in')
      await page.getByRole('button', { name: 'Mail me a note' }).click()
      await expect(page.getByText('A short note is on its way to you.')).toBeVisible()
    })
  })

  test('needs a mailed code on a second device, also before anything was answered', async ({
    page,
    browser,
    baseURL,
  }) => {
    const link = await cycle.link(address('second'))
    await page.goto(link)
    await page.getByRole('button', { name: 'Start' }).dblclick()
    await page.waitForURL(/\/rate/)
    const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' })
    const other = await elsewhere.newPage()
    await other.goto(link)
    await expect(other.getByRole('button', { name: 'Send me the code' })).toBeVisible()
    await expect(other.getByRole('button', { name: 'Start' })).toHaveCount(0)
    await other.goto(`${link}/rate`)
    await expect(other.getByRole('button', { name: 'Send me the code' })).toBeVisible()
    await elsewhere.close()
  })

  test('leaves no link in the server’s log, whatever was asked of it', async ({
    request,
    folder,
    baseURL,
  }) => {
    const { pathname } = new URL(await cycle.link(address('second')))
    const code = pathname.split('/')[2] ?? ''
    const asked = ['', '/rate', '/receipt', '/code', '/decline', '/nowhere', '/%E0%A4%A'].map(
      (rest) => `${pathname}${rest}`,
    )
    for (const path of [...asked, `${pathname.slice(0, -1)}%`, `/r/${code}%00`]) {
      await request.get(path, { maxRedirects: 0 })
    }
    for (const [path, data] of [
      ['start', 'device=short'],
      ['send', 'packet=x'],
      ['tap', '{'],
      ['note', 'packet=x'],
      ['save', `packet=${code}`],
    ]) {
      for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain']) {
        await request.post(`${pathname}/${path}`, {
          data: data ?? '',
          headers: { 'Content-Type': type, Origin: new URL(baseURL ?? '').origin },
          maxRedirects: 0,
        })
      }
    }
    const log = readFileSync(join(folder, 'server.log'), 'utf8')
    expect(log).not.toBe('')
    expect(log).not.toContain(code.slice(0, 20))
  })

  test('a mail scanner spends nothing', async ({ page, request }) => {
    const link = await cycle.link(address('keys'))
    for (const method of ['HEAD', 'GET', 'GET'] as const) {
      const answer = await request.fetch(link, { method })
      expect(answer.status()).toBe(200)
      expect(answer.headers()['set-cookie']).toBeUndefined()
    }
    await page.goto(link)
    await expect(page.getByRole('button').first()).toBeVisible()
  })

  test('has targets of 44 pixels, and a page that fits 320 pixels with letters twice as large', async ({
    page,
  }) => {
    await page.goto(await cycle.link(address('sizes')))
    await page.getByRole('button', { name: 'Start' }).click()
    await page.waitForURL(/\/rate/)
    const sizes = await page
      .locator('label:has(input[type="radio"])')
      .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect()))
    expect(sizes.length).toBeGreaterThan(100)
    for (const { width, height } of sizes) {
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
    }
    await page.setViewportSize({ width: 320, height: 640 })
    await page.addStyleTag({ content: 'html { font-size: 200% }' })
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways).toBeLessThanOrEqual(0)
  })
})

async function openCard(page: Page, position: number): Promise<void> {
  const folded = page.locator(`details[data-card="${position}"]:not([open]) > summary`)
  if ((await folded.count()) > 0) await folded.click()
}
