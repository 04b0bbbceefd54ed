import { expect } from '@playwright/test'
import { signInAs } from './people'
import { test } from './site'

const WAITS = 'Picks by voice headset as Faye taught the night crew in Lorain'

test.describe('words that employers offered', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  test('are let through by the operator, and shown to an editor with those of five employers', async ({
    browser,
    baseURL,
    page,
    folder,
    production,
  }) => {
    await signInAs(page, 'operator', { folder, production })
    await page.goto('/operator/offered')
    const line = page.getByRole('listitem').filter({ hasText: WAITS })
    await line.getByLabel('As editors read it').fill('Picks by voice headset')
    await line.getByRole('button', { name: 'Let through' }).click()
    await expect(page.getByText('It is shown with the lines of others')).toBeVisible()
    await expect(page.getByText(WAITS)).toHaveCount(0)

    const context = await browser.newContext({ baseURL: baseURL ?? '' })
    const editor = await context.newPage()
    await signInAs(editor, 'educator', { folder, production })
    await editor.goto('/o/four-harbors-community-college/frameworks')
    await editor.getByRole('link', { name: 'Lines employers offered' }).click()
    await expect(editor.getByRole('heading', { name: /^Takes a reach truck/ })).toBeVisible()
    await expect(editor.getByText('Tallmast')).toHaveCount(0)
    await expect(editor.getByText('Picks by voice headset')).toHaveCount(0)
    await context.close()
  })
})
