import { expect, type Page } from '@playwright/test'
import { signInAs } from './people'
import { test } from './site'

const ORG = 'four-harbors-workforce-partnership'

/** Twelve members of a chamber, as its program exports them: one has a mail service, one a city where the county belongs. */
function members(tag: string): string {
  const head = 'Member Name,City,County,Website,Email,NAICS Code'
  const lines = Array.from({ length: 10 }, (_, at) => {
    const domain = `member-${at}-${tag}.example`
    const [web, mail] = at % 2 === 0 ? [`https://www.${domain}/`, ''] : ['', `info@${domain}`]
    return `"Member ${at}, ${tag} Inc.",Elyria,Lorain County,${web},${mail},332710`
  })
  return [
    head,
    ...lines,
    `Mail ${tag},Elyria,Lorain County,,owner.${tag}@gmail.com,dentist`,
    `Place ${tag},Elyria,Elyria,place-${tag}.example,,332710`,
  ].join('\n')
}

/** Presses what sends a form, and counts it. */
function counted(page: Page) {
  const presses: string[] = []
  return {
    presses,
    async press(name: string | RegExp) {
      const button = page.getByRole('button', { name })
      presses.push((await button.textContent()) ?? '')
      await button.click()
    },
  }
}

test.describe('a list of a chamber’s members', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
      test.use({ javaScriptEnabled })

      test('is confirmed in one press, mended on the page, and the rest confirmed', async ({
        page,
        folder,
        production,
      }) => {
        const tag = `${Date.now().toString(36)}${javaScriptEnabled ? 'a' : 'b'}`
        const { presses, press } = counted(page)
        await signInAs(page, 'partnership', { folder, production })
        await page.goto(`/o/${ORG}/employers`)
        await page.getByRole('link', { name: 'Confirm a list of employers' }).click()
        await page.getByLabel('Employers', { exact: true }).fill(members(tag))
        await press('Check the list')
        await expect(page.getByText('10 employers can be confirmed')).toBeVisible()
        await expect(page.getByText('Columns that were not used: City.')).toBeVisible()
        const wrong = page.getByRole('table', { name: '2 lines cannot be confirmed yet' })
        await expect(wrong.getByText('gmail.com is nobody’s own')).toBeVisible()
        await expect(wrong.getByText('“Elyria”')).toBeVisible()
        const file = page.getByRole('link', { name: 'Download these lines (CSV)' })
        const csv = await (await page.request.get((await file.getAttribute('href')) ?? '')).text()
        expect(csv.split('\r\n')).toHaveLength(4)
        expect(csv).toContain(`owner.${tag}@gmail.com,dentist,12,gmail.com is nobody’s own`)

        await press('Confirm 10 employers')
        await expect(page.getByText('10 employers are confirmed.')).toBeVisible()
        await expect(page.getByText('2 lines are left')).toBeVisible()
        const mend = page.getByLabel('Name, web domain, county, industry')
        const text = await mend.inputValue()
        expect(text).toContain(`Place ${tag}, place-${tag}.example, Elyria, 332710`)
        await mend.fill(
          text.replace('gmail.com', `mail-${tag}.example`).replace(', Elyria,', ', Lorain County,'),
        )
        await press('Check these lines')
        await expect(page.getByText('2 employers can be confirmed')).toBeVisible()
        await press('Confirm 2 employers')
        await expect(page.getByText('2 employers are confirmed.')).toBeVisible()
        await expect(page.getByText('Lists that wait')).toHaveCount(0)
        expect(presses).toHaveLength(4)

        await page.goto(`/o/${ORG}/employers?q=${tag}`)
        const confirmed = page.getByRole('table', { name: 'Confirmed', exact: true })
        await expect(confirmed.getByRole('row', { name: tag })).toHaveCount(12)
      })
    })
  }
})
