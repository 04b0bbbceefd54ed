import { readFileSync } from 'node:fs'
import { constants, inflateSync } from 'node:zlib'
import { expect, type Locator, type Page } from '@playwright/test'
import { answerEverything, choose } from './answers'
import { barriers } from './barriers'
import { type OpenedCycle, openCycle } from './open-cycle'
import { test } from './site'

/** Phone screens that twelve competencies may take, nothing answered; and all of them answered. */
const MOST_SCREENS = 9
const MOST_FOLDED = 3
const PHONE = { width: 390, height: 844 }
let cycle: OpenedCycle

test.describe('the rater’s page', () => {
  const domain = `page-${Date.now()}.example`
  const address = (who: string) => `${who}@${domain}`

  test.beforeAll(async ({ browser, baseURL, folder, production }) => {
    cycle = await openCycle(
      browser,
      { baseURL: baseURL ?? '', folder, production },
      {
        title: `The page, ${test.info().project.name}`,
        addresses: [
          'long',
          'still',
          'folds',
          'keys',
          'off',
          'enter',
          'elsewhere',
          'line',
          'errors',
          'bare',
          'copy',
        ].map(address),
      },
    )
  })

  const start = async (page: Page, who: string) => {
    await page.goto(await cycle.link(address(who)))
    await page.getByRole('button', { name: 'Start' }).click()
    await page.waitForURL(/\/rate/)
    await expect(page.locator('[data-card="0"]')).toHaveAttribute('data-done', 'false')
  }

  test('asks about twelve competencies on nine phone screens, and is shorter with each answer', async ({
    page,
  }) => {
    await page.setViewportSize(PHONE)
    await start(page, 'long')
    expect(await screens(page)).toBeLessThanOrEqual(MOST_SCREENS)
    await expect(page.locator('[data-card]')).toHaveCount(12)
    const asked = (text: string | RegExp) => page.locator('legend', { hasText: text })
    await expect(asked('this when they start, over the next one to three years?')).toHaveCount(1)
    await expect(asked('you have seen at work. When they started, could they')).toHaveCount(1)
    await expect(asked('need this?')).toHaveCount(11)
    await expect(asked(/^When they started, could they do this as well as/)).toHaveCount(11)
    const file = page.getByText("It is not a review of a person and goes in nobody's file.")
    await expect(file.first()).toBeHidden()
    await choose(page, 'exposure', 'few')
    await expect(file.filter({ visible: true })).toHaveCount(12)
    await answerEverything(page)
    await expect(page.locator('[data-card]:not([open])')).toHaveCount(12)
    expect(await screens(page)).toBeLessThanOrEqual(MOST_FOLDED)
    expect(await barriers(page, 'light')).toEqual([])
    await choose(page, 'exposure', 'none')
    await expect(page.locator('#c3 .card-answers')).toHaveText('Must have')
  })

  test('keeps the title of the card that is read below the bar', async ({ page }) => {
    await page.setViewportSize(PHONE)
    await start(page, 'still')
    await page.locator('input[name="f4"][value="0"]').scrollIntoViewIfNeeded()
    const bar = await box(page.locator('.rate-bar'))
    for (let turned = 0; turned < 4; turned += 1) {
      const title = await page.evaluate((below) => {
        const on = document.elementFromPoint(100, below + 12)?.closest('summary')
        return on?.querySelector('h2')?.textContent ?? ''
      }, bar.y + bar.height)
      expect(title).not.toBe('')
      await page.evaluate(() => scrollBy({ top: 120, behavior: 'instant' }))
    }
  })

  test('folds a finished card without moving what is tapped, and opens it by tap and by key', async ({
    page,
  }) => {
    await start(page, 'folds')
    await choose(page, 'role', 'hires')
    await choose(page, 'exposure', 'several')
    for (let item = 0; item < 5; item += 1) {
      for (const [name, value] of [
        [`i${item}`, '3'],
        [`f${item}`, '2'],
      ] as const) {
        const answer = page.locator(`label:has(input[name="${name}"][value="${value}"])`)
        await answer.evaluate((label) => label.scrollIntoView({ block: 'center' }))
        const before = await box(answer)
        await answer.click()
        await expect(answer.locator('input')).toBeChecked()
        const after = await box(answer)
        expect(Math.abs(after.y - before.y), name).toBeLessThan(1.5)
      }
    }
    await expect(page.locator('#c1')).not.toHaveAttribute('open')
    await expect(page.locator('#c4')).toHaveAttribute('open')

    const title = page.locator('#c1 summary')
    await title.click()
    await expect(page.locator('label:has(input[name="i1"][value="1"])')).toBeVisible()
    await title.click()
    await expect(page.locator('#c1')).not.toHaveAttribute('open')
    await title.focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('#c1')).toHaveAttribute('open')
    await expect(title).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.locator('input[name="i1"][value="3"]')).toBeFocused()
    await page.locator('#c2 summary').focus()
    await page.keyboard.press('Space')
    await expect(page.locator('#c1')).not.toHaveAttribute('open')
    await expect(page.locator('#c2 summary')).toBeFocused()
  })

  test.describe('by keyboard', () => {
    test.skip(({ isMobile }) => isMobile, 'A telephone has no keyboard.')

    test('changes an answer only with an Undo in sight, which brings it back', async ({ page }) => {
      await start(page, 'keys')
      const undo = page.locator('.rate-undo')
      await page.keyboard.press('4')
      await page.locator('body').press('3')
      await expect(page.locator('input[type=radio]:checked')).toHaveCount(0)
      await page.locator('#c0 summary').focus()
      await page.keyboard.press('4')
      await expect(page.locator('input[name="i0"][value="4"]')).toBeChecked()
      await expect(page.locator('.rate-undo')).toHaveCount(0)
      const spoken = page.locator('#rate').getByRole('status')
      await expect(spoken).toHaveText('')
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('2')
      await expect(page.locator('input[name="i0"][value="2"]')).toBeChecked()
      await expect(spoken).toHaveText('Changed from “Must have” to “Nice to have”.')
      await expect(undo.getByText('Changed from “Must have” to “Nice to have”.')).toBeInViewport()
      expect(await barriers(page, 'light')).toEqual([])
      expect(await barriers(page, 'dark', 'colours')).toEqual([])
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect(page.locator('input[name="i0"][value="4"]')).toBeChecked()
      await expect(page.locator('input[name="i0"][value="4"]')).toBeFocused()
      await expect(page.getByText('Saved', { exact: true })).toBeVisible()
      await page.reload()
      await expect(page.locator('input[name="i0"][value="4"]')).toBeChecked()

      await page.locator('input[name="i0"][value="4"]').focus()
      await page.keyboard.press('1')
      await expect(page.locator('input[name="i0"][value="1"]')).toBeChecked()
      await page.keyboard.press('2')
      await page.keyboard.press('j')
      await expect(page.locator('#c0')).not.toHaveAttribute('open')
      await expect(page.getByRole('button', { name: 'Undo' })).toBeInViewport()
      await page.keyboard.press('u')
      await expect(page.locator('input[name="i0"][value="4"]')).toBeChecked()
      await expect(page.locator('input[name="i0"][value="4"]')).toBeFocused()
      await expect(undo.getByText('Back to “Must have”.')).toBeInViewport()
      await page.keyboard.press('j')
      await page.keyboard.press('4')
      await expect(page.locator('.rate-undo')).toHaveCount(0)
    })

    test('answers with a digit only the question focus is in', async ({ page }) => {
      await start(page, 'elsewhere')
      const value = page.locator('input[name="value"]:checked')
      for (const beside of [
        '.forgotten summary',
        '[name="staff"]',
        '[name="holder"]',
        '.btn-send',
      ]) {
        await page.locator(beside).focus()
        await page.keyboard.press('3')
        await expect(value, beside).toHaveCount(0)
      }
      await page.locator('#c11 summary').focus()
      await page.keyboard.press('j')
      await expect(page.locator('[data-step="last"]')).toBeFocused()
      await page.keyboard.press('3')
      await expect(value).toHaveValue('3')
    })

    test('goes on with Enter from the line of what was forgotten, and from its box', async ({
      page,
    }) => {
      await start(page, 'line')
      await page.getByText('What did we forget?').click()
      const line = page.locator('[name="forgotten"]')
      await line.pressSequentially('Lifting with a hoist')
      await page.keyboard.press('Enter')
      await expect(page.locator('[name="offered"]')).toBeFocused()
      await expect(line).toHaveValue('Lifting with a hoist')
      await page.keyboard.press('Enter')
      await expect(page.locator('[name="staff"]')).toBeFocused()
    })

    test('can switch keys off, which this device remembers', async ({ page }) => {
      await start(page, 'off')
      await page.locator('#keys summary').click()
      await page.getByLabel('Answer with keys').uncheck()
      await page.reload()
      await page.locator('#keys summary').click()
      await expect(page.getByLabel('Answer with keys')).not.toBeChecked()
      await page.locator('#c0 summary').focus()
      for (const key of ['4', 'j', 'n', 'x']) await page.keyboard.press(key)
      await expect(page.locator('input[type=radio]:checked')).toHaveCount(0)
      await expect(page.locator('#c0 summary')).toBeFocused()
      await page.getByLabel('Answer with keys').check()
      await page.locator('#c0 summary').focus()
      await page.keyboard.press('4')
      await expect(page.locator('input[name="i0"][value="4"]')).toBeChecked()
    })

    test('goes on with Enter, and never sends with it', async ({ page }) => {
      await start(page, 'enter')
      await answerEverything(page)
      const first = page.locator('input[name="role"][value="supervises"]')
      await first.focus()
      await page.keyboard.press('Enter')
      await expect(page.locator('input[name="exposure"][value="few"]')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.locator('input[name="value"][value="3"]')).toBeFocused()
      for (let more = 0; more < 5; more += 1) await page.keyboard.press('Enter')
      const last = page.locator('input[name="staff"]')
      await expect(last).toBeFocused()
      await expect(page.locator('.btn-send')).toBeInViewport()
      for (let held = 0; held < 5; held += 1) await page.keyboard.down('Enter')
      await page.keyboard.up('Enter')
      await expect(last).toBeFocused()
      await page.locator('#c3 summary').focus()
      for (let held = 0; held < 4; held += 1) await page.keyboard.down('Enter')
      await page.keyboard.up('Enter')
      await expect(page.locator('#c3')).toHaveAttribute('open')
      expect(new URL(page.url()).pathname).toMatch(/\/rate$/)
      await page.locator('#c7 summary').click()
      await page.locator('input[name="i7"]:checked').focus()
      await page.keyboard.press('Enter')
      await expect(page.locator('input[name="f7"]:checked')).toBeFocused()
      expect(new URL(page.url()).pathname).toMatch(/\/rate$/)
    })
  })

  test('says at Send all that is missing, and leads to the first', async ({ page }) => {
    await start(page, 'errors')
    const send = page.getByRole('button', { name: 'Send', exact: true })
    await send.click()
    const alert = page.getByRole('alert').filter({ hasText: 'Before you can send:' })
    await expect(alert.getByRole('link')).toHaveText([
      'Say what you do in this job’s team.',
      /^Say if you know people with /,
      'Answer at least one question about a competency.',
    ])
    await expect(page.locator('#q-role')).toBeFocused()
    await expect(page.locator('[data-question="role"]')).toHaveAttribute('aria-invalid', 'true')
    expect(await barriers(page, 'light')).toEqual([])
    expect(await barriers(page, 'dark', 'colours')).toEqual([])
    await choose(page, 'role', 'does')
    await expect(alert.getByRole('link')).toHaveCount(2)
    await alert.getByRole('link').first().click()
    await expect(page.locator('#q-exposure')).toBeFocused()
    await choose(page, 'exposure', 'none')
    await page.locator('#c0 summary').click()
    await send.click()
    await expect(page.locator('#q-i0')).toBeFocused()
    await choose(page, 'i0', '2')
    await expect(alert).toBeHidden()
    await send.click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Your answers are in')
  })

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false })

    test('says the same, keeps what was tapped, and saves with Enter', async ({ page }) => {
      await page.goto(await cycle.link(address('bare')))
      await page.getByRole('button', { name: 'Start' }).click()
      await choose(page, 'i3', '4')
      await choose(page, 'f3', '1')
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(page.getByText('Before you can send:')).toBeVisible()
      await expect(page.locator('#missing').getByRole('link')).toHaveCount(2)
      await expect(page.locator('#q-role')).toBeFocused()
      await expect(page.locator('#c3 .card-answers')).toHaveText('Must have · Well short')
      await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible()
      await choose(page, 'role', 'does')
      await page.locator('input[name="role"][value="does"]').press('Enter')
      await page.waitForURL(/saved=1/)
      await expect(page.locator('input[name="role"][value="does"]')).toBeChecked()
      await page.locator('#c3 summary').click()
      await expect(page.locator('label:has(input[name="f3"][value="1"])')).toBeVisible()
      await expect(page.locator('#keys')).toBeHidden()
    })
  })

  test('gives a copy to print or save that holds no name, no address and no code', async ({
    page,
    isMobile,
  }) => {
    const link = await cycle.link(address('copy'))
    const code = new URL(link).pathname.split('/')[2] ?? ''
    await start(page, 'copy')
    await expect(page.getByText('stores your answers, in its database for')).toBeVisible()
    await answerEverything(page)
    // A page without the guard bears the browser's lines, so that this would see them.
    if (!isMobile) expect(onPaper(await page.pdf(paper))).toContain('· Plumbline')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Your answers are in')
    await expect(page.getByText(/^Sent .+ \d?\d:\d\d (AM|PM) E[SD]T\./)).toBeVisible()
    await expect(page.getByText('The Harbour Test Office stores your answers')).toBeVisible()
    const leaks = [code, domain, '@', 'Copy']
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Save as a text file' }).click()
    const file = await saved
    expect(file.suggestedFilename()).toBe('my-answers.txt')
    const text = readFileSync(await file.path(), 'utf8')
    expect(text).toContain('How much will a new machinist need this when they start')
    expect(text.match(/^ {3}How ready they were: \S/gm)).toHaveLength(12)
    expect(text.match(/^ {3}How much the job needs it: \S/gm)).toHaveLength(12)
    for (const leak of leaks) expect(text).not.toContain(leak)

    await expect(page.getByRole('button', { name: 'Print' })).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('main a:visible, main button:visible')).toHaveCount(0)
    const printed = await page.locator('body').innerText()
    expect(printed).toContain('Your answers')
    for (const leak of leaks) expect(printed).not.toContain(leak)
    if (!isMobile) {
      const printed = onPaper(await page.pdf(paper))
      for (const leak of [code, domain, '· Plumbline']) expect(printed).not.toContain(leak)
      expect(printed).not.toContain('/URI')
    }
  })
})

/** As people print: with the browser's own lines above and below: the page's title, and its address. */
const paper = {
  displayHeaderFooter: true,
  margin: { top: '1cm', bottom: '1cm', left: '1cm', right: '1cm' },
}

/** What a PDF says, and what is drawn on it, read by each of its fonts. */
function onPaper(pdf: Buffer): string {
  const all = unpacked(pdf)
  const drawn = [...all.matchAll(/<([0-9A-F]+)> Tj/g)].flatMap(
    ([, signs = '']) => signs.match(/.{4}/g) ?? [],
  )
  const fonts = [...all.matchAll(/begincmap[\s\S]*?endcmap/g)].map(([map]) => lettersOf(map))
  return [all, ...fonts.map((font) => drawn.map((sign) => font.get(sign) ?? '').join(''))].join(
    '\n',
  )
}

/** Which letters the signs of a font are. */
function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>()
  for (const [, first = '', last = first, letter = ''] of map.matchAll(
    /<(\w{4})>(?: <(\w{4})>)? <(\w{4})>\n/g,
  )) {
    const from = Number.parseInt(first, 16)
    for (let sign = from; sign <= Number.parseInt(last, 16); sign += 1) {
      const key = sign.toString(16).toUpperCase().padStart(4, '0')
      letters.set(key, String.fromCharCode(Number.parseInt(letter, 16) + sign - from))
    }
  }
  return letters
}

/** The parts of a PDF that are packed too. */
function unpacked(pdf: Buffer): string {
  const all = pdf.toString('latin1')
  const packed = [...all.matchAll(/FlateDecode[\s\S]*?stream\r?\n/g)].map(({ 0: head, index }) =>
    inflateSync(pdf.subarray(index + head.length), { finishFlush: constants.Z_SYNC_FLUSH }),
  )
  return [all, ...packed.map((part) => part.toString('latin1'))].join('\n')
}

async function screens(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight / innerHeight)
}

async function box(of: Locator): Promise<{ y: number; height: number }> {
  const found = await of.boundingBox()
  if (!found) throw new Error('It is nowhere on the page.')
  return found
}
