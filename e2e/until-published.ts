import { type Browser, expect, type Page } from '@playwright/test'
import { sendQuickly } from './answers'
import { linkIn, newestMail } from './mail'
import { signInAs } from './people'
import { ask } from './procedures'
import type { Site } from './site'

/** Opens the newest invitation of an address and sends a whole packet. */
export async function rateAs(
  browser: Browser,
  { baseURL, folder }: { baseURL: string; folder: string },
  address: string,
  shift: number,
): Promise<void> {
  const mail = await newestMail(folder, address, /\?\W*$/)
  const context = await browser.newContext({ baseURL })
  await sendQuickly(await context.newPage(), linkIn(mail, /^\/r\//), shift)
  await context.close()
}

/** The night's release, made by the operator before the night. */
export async function releaseNow(
  browser: Browser,
  { baseURL, ...site }: Site & { baseURL: string },
): Promise<void> {
  const context = await browser.newContext({ baseURL })
  const page = await context.newPage()
  await signInAs(page, 'operator', site)
  await page.goto('/operator/releases')
  await page.getByRole('button', { name: 'Run release now' }).click()
  await page.waitForURL(/\/operator\/releases\?/)
  await context.close()
}

/** What was released is read at once by whoever asked. */
export async function mapIsPublished(
  page: Page,
  { org, slug, job }: { org: string; slug: string; job: string },
): Promise<void> {
  const filter = { credential: slug, occupation: job }
  await expect
    .poll(async () => (await ask(page, 'maps.readOwn', { org, filter })).release, {
      timeout: 60_000,
      intervals: [2_000],
    })
    .not.toBeNull()
}
