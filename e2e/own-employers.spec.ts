import { expect, type Locator, type Page } from '@playwright/test'
import { codeIn, newestMail } from './mail'
import { signInAs } from './people'
import { change } from './procedures'
import { test } from './site'
import { mapIsPublished, rateAs, releaseNow } from './until-published'

const PARTNERSHIP = 'four-harbors-workforce-partnership'
const JOB = '49-9021'

const tasks = [
  ...['Read a wiring diagram', 'Charge a system by weight and by superheat', 'Braze copper lines'],
  ...['Find a refrigerant leak', 'Measure airflow in ducts', 'Size a duct run'],
  ...['Replace a compressor', 'Test a gas furnace for carbon monoxide', 'Set up a heat pump'],
  ...['Explain a repair to a customer', 'Recover refrigerant by the rule', 'Wire a thermostat'],
]

/** Counts what a person presses: links, buttons, boxes. */
function counted() {
  const presses: string[] = []
  return {
    presses,
    async press(what: Locator) {
      presses.push(((await what.textContent()) ?? '').trim().slice(0, 40))
      await what.click()
    },
  }
}

test.describe('a college that the sample does not know', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One long journey is enough; every page is tried on a phone too.',
  )

  test('asks eleven employers of its own about a job of its own, and reads what they said', async ({
    page,
    browser,
    baseURL,
    folder,
    production,
  }) => {
    test.setTimeout(8 * 60_000)
    const site = { baseURL: baseURL ?? '', folder, production }
    const tag = Date.now().toString(36)
    const org = await foundCollege(page, { tag, folder })
    const employers = Array.from({ length: 11 }, (_, at) => `air-${at}-${tag}.example`)

    const { presses, press } = counted()
    const link = (name: string | RegExp) => page.getByRole('link', { name }).first()
    const button = (name: string | RegExp) => page.getByRole('button', { name }).first()

    // Where somebody who has just founded it is led.
    await page.getByLabel('County').fill('Lorain, OH')
    await press(button('Save'))
    await expect(page.getByText('Saved').first()).toBeVisible()

    await press(link('Frameworks'))
    await press(link(/^Import/))
    await page.locator('input[type=file]').setInputFiles({
      name: 'hvac.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['Competency', ...tasks].join('\n')),
    })
    await press(button('Upload and preview'))
    await press(button('Preview'))
    await press(page.getByRole('button', { name: 'Apply', exact: true }))
    await expect(link('Open the framework')).toBeVisible({ timeout: 60_000 })

    await press(link('Credentials'))
    await press(link('Add a credential'))
    await page.getByLabel('Name').fill(`HVAC certificate ${tag}`)
    await page.getByLabel('Occupations it leads to').fill('HVAC')
    await press(button(/Heating, Air Conditioning/))
    await press(button(/^Save|^Create/))
    await page.waitForURL(/\/credentials\/hvac/)
    const slug = page.url().split('/credentials/')[1]?.split(/[?#/]/)[0] ?? ''

    await press(link('Claim competencies'))
    await press(page.getByRole('main').getByRole('link', { name: 'hvac', exact: true }))
    await press(button('Teaches: all of all that is listed'))
    await press(button('Save'))
    await expect(page.getByText('12 claims were added.')).toBeVisible()

    await press(link('Rating cycles'))
    await press(link('Set up a rating cycle'))
    await page.getByLabel('Occupation').fill('HVAC')
    await press(button('Find'))
    await press(link(/Heating, Air Conditioning/))
    await press(button(/^Save/))

    const lines = employers.map(
      (domain, at) => `Pat ${at}\tpat@${domain}\tAir ${at} ${tag}\tair conditioning contractor`,
    )
    await page
      .getByLabel('Addresses')
      .fill(['Name\tEmail\tEmployer\tIndustry', ...lines].join('\n'))
    await press(button('Check the addresses'))
    await press(button(/^Invite these raters/))
    await press(link('Look once more, then send'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Before the mails leave')
    await expect(page.getByText('Four Harbors Workforce Partnership can confirm')).toBeVisible()
    await press(button('Ask first (11 employers)'))
    await press(button('Send anyway (11 mails)'))
    await expect(page.getByText('The cycle is open.')).toBeVisible()
    expect(presses.length, presses.join(' · ')).toBeLessThanOrEqual(25)
    const cycleId = /cycles\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''

    const partner = await browser.newContext({ baseURL: site.baseURL })
    const theirs = await partner.newPage()
    await signInAs(theirs, 'partnership', { folder, production })
    const confirming = counted()
    await theirs.goto(`/o/${PARTNERSHIP}`)
    await confirming.press(theirs.getByRole('link', { name: 'Employers' }).first())
    await theirs.getByLabel('Name or web domain').fill(tag)
    await confirming.press(theirs.getByRole('button', { name: 'Search' }))
    await expect(theirs.getByLabel(`Industry: Air 0 ${tag}`)).toHaveValue(/^238220 /)
    await confirming.press(theirs.getByRole('button', { name: 'Tick all 11' }))
    await confirming.press(theirs.getByRole('button', { name: 'Confirm those ticked' }))
    await expect(theirs.getByText('11 are confirmed.')).toBeVisible()
    expect(confirming.presses.length, confirming.presses.join(' · ')).toBeLessThanOrEqual(4)
    await partner.close()

    for (const [at, domain] of employers.slice(0, 7).entries()) {
      await rateAs(browser, site, `pat@${domain}`, at)
    }
    await change(page, 'cycles.close', { org, cycleId })
    await releaseNow(browser, site)
    await mapIsPublished(page, { org, slug, job: JOB })
    await page.goto(`/o/${org}/maps/${slug}/${JOB}`)
    await expect(page.getByRole('table').first()).toContainText('Find a refrigerant leak')
  })
})

/** Somebody new, with an address at a domain of their own, founds a provider. */
async function foundCollege(
  page: Page,
  { tag, folder }: { tag: string; folder: string },
): Promise<string> {
  const address = `dean@college-${tag}.example`
  await page.goto('/sign-in')
  await page.getByLabel('Your work address').fill(address)
  await page.getByRole('button', { name: 'Send me a mail' }).click()
  const mail = await newestMail(folder, address, /sign-in/i)
  await page.getByLabel('The code in the mail').fill(codeIn(mail))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/welcome/)
  await page.getByRole('radio', { name: /A provider/ }).check()
  await page.getByLabel('Its name').fill(`Inland College ${tag}`)
  await page.getByRole('button', { name: 'Create the organization' }).click()
  await page.waitForURL(/\/o\/inland-college[^/]*\/settings/)
  return new URL(page.url()).pathname.split('/')[2] ?? ''
}
