import type { Page } from '@playwright/test'
import { DEMO_PERSONAS } from '@/server/services/demo/content/personas'

export type PersonaKey = (typeof DEMO_PERSONAS)[number]['key']

export function persona(key: PersonaKey) {
  const found = DEMO_PERSONAS.find((one) => one.key === key)
  if (!found) throw new Error(`There is no persona "${key}".`)
  return found
}

/** Signs in as one of the sample region's people by the demonstration's link. */
export async function signInAs(page: Page, key: PersonaKey): Promise<void> {
  await page.goto(`/demo/sign-in?as=${key}`)
}
