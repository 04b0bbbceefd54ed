import { expect, type Page } from '@playwright/test'

/** Taps one answer: the label of a radio button. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`label:has(input[name="${name}"][value="${value}"])`).click()
}

/** Taps every answer of a packet of twelve. */
export async function answerEverything(page: Page): Promise<void> {
  await choose(page, 'role', 'supervises')
  await choose(page, 'exposure', 'few')
  for (let item = 0; item < 12; item += 1) {
    await choose(page, `i${item}`, String(1 + (item % 4)))
    await choose(page, `f${item}`, String(item % 5))
  }
  await choose(page, 'value', '3')
}

/** Answers a whole packet at once, as quickly as a browser can, and sends it. */
export async function sendQuickly(page: Page, link: string, shift: number): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL(/\/rate/)
  await page.locator('form:has(input[name="role"])').evaluate((form, by) => {
    const pick = (name: string, value: string) => {
      const input = form.querySelector(`input[name="${name}"][value="${value}"]`)
      if (input instanceof HTMLInputElement) input.checked = true
    }
    pick('role', 'supervises')
    pick('exposure', 'several')
    for (let item = 0; item < 12; item += 1) {
      pick(`i${item}`, String(1 + ((item + by) % 4)))
      pick(`f${item}`, String((item + by) % 5))
    }
    pick('value', String(1 + (by % 4)))
  }, shift)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Your answers are in')
}
