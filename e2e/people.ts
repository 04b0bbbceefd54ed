import type { Cookie, Page } from '@playwright/test'
import { DEMO_PERSONAS } from '@/server/services/demo/content/personas'
import { codeIn, mailsTo, newestMail } from './mail'
import type { Site } from './site'

export type PersonaKey = (typeof DEMO_PERSONAS)[number]['key']

const kept = new Map<PersonaKey, Cookie[]>()

/** Signs in as one of the sample region's people: by the demonstration's link, else by a mailed code. */
export async function signInAs(page: Page, key: PersonaKey, site: Site): Promise<void> {
  if (!site.production) {
    await page.goto(`/demo/sign-in?as=${key}`)
    return
  }
  const cookies = kept.get(key)
  if (cookies) await page.context().addCookies(cookies)
  else await signInByMail(page, persona(key).email, site.folder)
  kept.set(key, await page.context().cookies())
  await page.goto('/o')
}

function persona(key: PersonaKey) {
  const found = DEMO_PERSONAS.find((one) => one.key === key)
  if (!found) throw new Error(`There is no persona "${key}".`)
  return found
}

export async function signInByMail(page: Page, address: string, folder: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Your work address').fill(address)
  const before = mailsTo(folder, address).length
  await page.getByRole('button', { name: 'Send me a mail' }).click()
  const mail = await newestMail(folder, address, /sign-in/i, before)
  await page.getByLabel('The code in the mail').fill(codeIn(mail))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/o(\/|$)|\/operator|\/welcome/)
}
