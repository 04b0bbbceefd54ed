import { expect, type Page } from '@playwright/test'
import { linkIn, newestMail } from './mail'
import { signInAs } from './people'
import { ask, change } from './procedures'
import { test } from './site'

const ORG = 'four-harbors-community-college'
const groups = ['Safety', 'Layout', 'Joining', 'Finishing']
const framework = `Welding ${Date.now()}`

test.describe('claims in bulk', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  test('claim forty competencies with fifteen presses at most, group by group', async ({
    page,
    folder,
    production,
  }) => {
    test.setTimeout(180_000)
    await countPresses(page)
    await signInAs(page, 'educator', { folder, production })
    await importForty(page)
    const slug = await newCredential(page, 'Welding certificate')
    await page.goto(`/o/${ORG}/credentials/${slug}`)
    await page.evaluate(() => sessionStorage.setItem('presses', '0'))
    await page.getByRole('link', { name: 'Claim competencies' }).first().click()
    await page.getByRole('link', { name: framework }).click()
    for (const group of groups) {
      await page.getByRole('button', { name: `Teaches: all of ${group}` }).click()
    }
    await page.getByRole('button', { name: 'Assesses: all of Joining' }).click()
    await page.getByRole('checkbox', { name: 'Teaches: Safety 3' }).uncheck()
    await page.getByRole('checkbox', { name: 'Requires: Safety 3' }).check()
    await expect(page.getByText('Not saved yet: 50')).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('50 claims were added.')).toBeVisible()
    const presses = Number(await page.evaluate(() => sessionStorage.getItem('presses')))
    expect(presses).toBeGreaterThan(5)
    expect(presses).toBeLessThanOrEqual(15)
    const { competencies, claims } = await ask(page, 'credentials.read', { org: ORG, slug })
    expect([competencies, claims.length]).toEqual([40, 50])

    await page.getByRole('button', { name: 'Assesses: all of Joining' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('10 claims were taken back.')).toBeVisible()
  })

  test('claim with the keyboard alone', async ({ page, folder, production }) => {
    test.setTimeout(120_000)
    await signInAs(page, 'educator', { folder, production })
    const slug = await newCredential(page, 'Keyboard certificate')
    await page.goto(`${await boxesOf(page, slug)}`)
    await tabTo(page, 'Show only what holds these words')
    await page.keyboard.type('joining')
    await page.keyboard.press('Enter')
    await expect(
      page.getByRole('checkbox', { name: 'Teaches: Joining 1', exact: true }),
    ).toBeVisible()
    await expect(page.getByRole('checkbox', { name: 'Teaches: Safety 1' })).toBeHidden()
    await tabTo(page, 'Teaches: all of Joining')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Requires: Joining 2')
    await page.keyboard.press('Space')
    await tabTo(page, 'Save')
    await page.keyboard.press('Enter')
    await expect(page.getByText('11 claims were added.')).toBeVisible()
  })

  test('claim without script: a group is ticked and the rest is kept until it is saved', async ({
    browser,
    page,
    folder,
    production,
    baseURL,
  }) => {
    test.setTimeout(120_000)
    await signInAs(page, 'educator', { folder, production })
    const slug = await newCredential(page, 'Quiet certificate')
    const address = await boxesOf(page, slug)
    const quiet = await browser.newContext({
      baseURL: baseURL ?? '',
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    })
    const plain = await quiet.newPage()
    await plain.goto(address)
    await plain.getByRole('checkbox', { name: 'Requires: Safety 1', exact: true }).check()
    await plain.getByRole('button', { name: 'Assesses: all of Layout' }).click()
    await expect(
      plain.getByRole('checkbox', { name: 'Requires: Safety 1', exact: true }),
    ).toBeChecked()
    await expect(plain.getByRole('checkbox', { name: 'Assesses: Layout 10' })).toBeChecked()
    await plain.getByLabel('Show only what holds these words').fill('Finishing 7')
    await plain.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(plain.getByText('Not saved yet: 11')).toBeVisible()
    await plain.getByRole('checkbox', { name: 'Teaches: Finishing 7' }).check()
    await plain.getByRole('button', { name: 'Save' }).click()
    await expect(plain.getByText('12 claims were added.')).toBeVisible()
    const { claims } = await ask(page, 'credentials.read', { org: ORG, slug })
    expect(claims).toHaveLength(12)
    await quiet.close()
  })

  test('claim from a pasted sheet, with what cannot be used named by its line', async ({
    page,
    folder,
    production,
  }) => {
    test.setTimeout(120_000)
    await signInAs(page, 'educator', { folder, production })
    const slug = await newCredential(page, 'Pasted certificate')
    await page.goto(`${await boxesOf(page, slug)}`)
    await page.getByRole('link', { name: 'Paste a sheet' }).click()
    await page
      .getByLabel('Paste lines from your sheet')
      .fill('Code\tTeaches\tAssesses\nS1\tx\tx\nS2\tx\t\nQ9\tx\t\nL1\tUnit 3\t\n')
    await page.getByRole('button', { name: 'Check the lines' }).click()
    await expect(page.getByText('2 lines cannot be used')).toBeVisible()
    await expect(page.getByRole('row', { name: /^4 Q9 No competency/ })).toBeVisible()
    await expect(page.getByRole('row', { name: /^5 L1 “Unit 3” says neither/ })).toBeVisible()
    await page.getByRole('button', { name: 'Apply: claim 3 more' }).click()
    await expect(page.getByText('3 claims were added from your sheet.')).toBeVisible()
  })
})

test.describe('a new provider', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  test('publishes once asked, is said not to be confirmed, and that goes when it is', async ({
    browser,
    page,
    folder,
    production,
    baseURL,
  }) => {
    test.setTimeout(180_000)
    const name = `Harbor Trade School ${Date.now()}`
    const org = await newProvider(page, folder, name)
    await page.goto(`/o/${org}`)
    await expect(page.getByText('The operator of this site confirms you')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Set the county' })).toBeVisible()
    const { slug } = await change(page, 'credentials.create', {
      org,
      details: { ...details('Rigging certificate'), occupationIds: ['soc2018:51-4121'] },
    })
    await page.goto(`/o/${org}/credentials/${slug}`)
    await page.getByRole('link', { name: 'Publish', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Publish as not confirmed?' })).toBeVisible()
    await page.getByRole('button', { name: 'Yes, publish as not confirmed' }).click()
    await expect(page.getByText('Published', { exact: true }).first()).toBeVisible()

    const says = `${name} is not confirmed yet.`
    await page.goto(`/credentials/${slug}`)
    await expect(page.getByText(says)).toBeVisible()
    await expect(page.getByRole('link', { name: 'My pages' })).toBeVisible()
    const data = () => page.request.get(`/api/v1/credentials/${slug}`).then((got) => got.text())
    expect(await data()).toContain(says)
    await page.goto(`/credentials/find?q=${encodeURIComponent(name)}`)
    await expect(page.getByText(`${name} (not confirmed yet)`).first()).toBeVisible()

    // What came after is published without another question.
    const next = await change(page, 'credentials.create', {
      org,
      details: { ...details('Hoisting certificate'), occupationIds: [] },
    })
    await page.goto(`/o/${org}/credentials/${next.slug}`)
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await expect(page.getByText('Published', { exact: true }).first()).toBeVisible()

    const office = await browser.newContext({ baseURL: baseURL ?? '' })
    const desk = await office.newPage()
    await signInAs(desk, 'operator', { folder, production })
    await desk.goto('/operator')
    const box = desk.getByRole('checkbox', { name, exact: true })
    await box.check()
    const form = desk.locator('form').filter({ has: box })
    await form.getByRole('button', { name: 'Confirm those ticked' }).click()
    await desk.waitForURL(/done=confirmed/)
    await office.close()
    await page.goto(`/credentials/${slug}`)
    await expect(page.getByText(says)).toBeHidden()
    expect(await data()).not.toContain('not confirmed')
  })
})

/** Counts what a person presses: links, buttons, boxes and choices, by mouse or by key, on every page of the tab. */
async function countPresses(page: Page): Promise<void> {
  await page.addInitScript(() => {
    addEventListener(
      'click',
      ({ target }) => {
        const pressed = target instanceof Element && target.closest('a, button, input, select')
        if (!pressed) return
        const before = Number(sessionStorage.getItem('presses') ?? 0)
        sessionStorage.setItem('presses', String(before + 1))
      },
      true,
    )
  })
}

/** Goes on with Tab until what is named has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab')
    const named = await page.evaluate(() => {
      const at = document.activeElement
      const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at?.textContent
      return (at?.getAttribute('aria-label') ?? label ?? '').trim()
    })
    if (named === name) return
  }
  throw new Error(`Nobody gets to “${name}” by Tab.`)
}

/** Four groups of ten competencies. */
function fortyCompetencies(): string {
  const id = (group: number, at: number) =>
    `0c000000-0000-4000-8000-${String(group * 100 + at).padStart(12, '0')}`
  const uri = (identifier: string) => ({ identifier, uri: `https://welding.example/${identifier}` })
  const items = groups.flatMap((name, group) =>
    Array.from({ length: 11 }, (_, at) => ({
      ...uri(id(group, at)),
      fullStatement: at === 0 ? name : `${name} ${at}`,
      ...(at === 0 ? { CFItemType: 'Cluster' } : { humanCodingScheme: `${name.slice(0, 1)}${at}` }),
    })),
  )
  return JSON.stringify({
    CFDocument: { ...uri(id(99, 99)), title: framework },
    CFItems: items,
    CFAssociations: items.flatMap((item, place) =>
      place % 11 === 0
        ? []
        : [
            {
              ...uri(id(50, place)),
              associationType: 'isChildOf',
              originNodeURI: item,
              destinationNodeURI: items[place - (place % 11)],
              sequenceNumber: place,
            },
          ],
    ),
  })
}

async function importForty(page: Page): Promise<void> {
  await page.goto(`/o/${ORG}/frameworks/imports/new`)
  await page.locator('input[type=file]').setInputFiles({
    name: 'welding.json',
    mimeType: 'application/json',
    buffer: Buffer.from(fortyCompetencies()),
  })
  await page.getByRole('button', { name: 'Upload and preview' }).click()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText('Done. The framework is as the file says.')).toBeVisible({
    timeout: 60_000,
  })
}

const details = (name: string) => ({
  ...{ name, kind: 'certificate' as const, description: '', url: '', lengthText: '', costText: '' },
  occupationIds: [],
})

async function newCredential(page: Page, name: string): Promise<string> {
  return (await change(page, 'credentials.create', { org: ORG, details: details(name) })).slug
}

/** Where the boxes of the framework are that the first of these journeys brought. */
async function boxesOf(page: Page, slug: string): Promise<string> {
  const { own } = await ask(page, 'frameworks.list', { org: ORG })
  const { slug: welding } = own.find(({ name }) => name === framework) ?? { slug: '' }
  return `/o/${ORG}/credentials/${slug}/claims/${welding}`
}

async function newProvider(page: Page, folder: string, name: string): Promise<string> {
  const address = `ann@trade-${Date.now()}.example`
  await page.goto('/sign-in')
  await page.getByLabel('Your work address').fill(address)
  await page.getByRole('button', { name: 'Send me a mail' }).click()
  await page.goto(linkIn(await newestMail(folder, address, /sign-in/), /sign-in\/link/))
  await page.getByRole('main').getByRole('button').click()
  await page.goto('/welcome')
  await page.getByLabel('A provider').check()
  await page.getByLabel('Its name').fill(name)
  await page.getByRole('button', { name: 'Create the organization' }).click()
  await expect(page).toHaveURL(/\/settings$/)
  return new URL(page.url()).pathname.split('/')[2] ?? ''
}
